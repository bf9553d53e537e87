//! The memory of a running process, as whoever may dump it sees it: everything it can write, read through `/proc`.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::os::unix::fs::FileExt;

const PAGE: usize = 4096;
const EMPTY: [u8; PAGE] = [0; PAGE];
/// Pages that are read at once.
const STRIDE: usize = 256 * PAGE;

/// What was found.
pub(crate) struct Searched {
    /// How much was not empty.
    pub(crate) bytes: usize,
    /// How often something was found.
    pub(crate) hits: usize,
}

/// Looks through all that a process can write. `None` where the system lets nobody look: then nobody can dump it either.
pub(crate) fn search(process: u32, needles: &[Vec<u8>]) -> Option<Searched> {
    let memory = match File::open(format!("/proc/{process}/mem")) {
        Ok(memory) => memory,
        Err(error) if error.kind() == ErrorKind::PermissionDenied => return None,
        Err(error) => panic!("the memory of {process} cannot be read: {error}"),
    };
    let needles: Vec<_> = needles.iter().map(memchr::memmem::Finder::new).collect();
    let longest = needles.iter().map(|needle| needle.needle().len()).max().unwrap_or(0);
    let mut found = Searched { bytes: 0, hits: 0 };
    for (from, to) in writable(process) {
        // What is not empty, as far as it hangs together, so that nothing is missed where two pages meet.
        let mut together = Vec::new();
        let mut place = from;
        let mut stride = vec![0; STRIDE];
        let look = |together: &mut Vec<u8>, found: &mut Searched| {
            found.bytes += together.len();
            found.hits += needles.iter().map(|needle| needle.find_iter(together).count()).sum::<usize>();
            together.clear();
        };
        while place < to {
            let most = STRIDE.min(usize::try_from(to - place).unwrap_or(STRIDE));
            // What was unmapped meanwhile is no memory any more.
            let Ok(read) = memory.read_at(&mut stride[..most], place) else { break };
            for page in stride[..read].chunks(PAGE) {
                match page == &EMPTY[..page.len()] {
                    true => look(&mut together, &mut found),
                    false => together.extend_from_slice(page),
                }
            }
            if together.len() > 4 * STRIDE {
                let kept = together.split_off(together.len() + 1 - longest);
                // What hangs over is looked at again with what follows, and cannot hold a whole one twice.
                look(&mut together, &mut found);
                together = kept;
            }
            place += read.max(PAGE) as u64;
        }
        look(&mut together, &mut found);
    }
    Some(found)
}

/// The stretches of memory that a process can read and write.
fn writable(process: u32) -> Vec<(u64, u64)> {
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let stretch = |line: &str| {
        let (place, rest) = line.split_once(' ')?;
        let (from, to) = place.split_once('-')?;
        let is_open = rest.starts_with("rw") && !line.ends_with("[vvar]");
        let read = |text| u64::from_str_radix(text, 16).ok();
        Some((read(from)?, read(to)?)).filter(|_| is_open)
    };
    maps.lines().filter_map(stretch).collect()
}
