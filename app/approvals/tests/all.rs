//! The slice from files to lists, on a database of its own.

mod all {
    mod clocks;
    mod dirty;
    mod given;
    mod lists;
}
