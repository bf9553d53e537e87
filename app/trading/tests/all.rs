//! The slice from files to lists and exports, on a database of each kind.

mod all {
    mod dirty;
    mod given;
    mod lists;
    mod pages;
    mod real;
    mod samples;
}
