//! An archive in the form of POSIX.1-1988 (`ustar`), which every system unpacks. No owner, no hour.

const BLOCK: usize = 512;

/// A file whose bytes are at hand.
pub(super) fn file(name: &str, bytes: &[u8]) -> Vec<u8> {
    let length = bytes.len() as u64;
    [head(name, length), bytes.to_vec(), rest(length)].concat()
}

/// What stands before a file of so many bytes. Names are ours and short.
pub(super) fn head(name: &str, length: u64) -> Vec<u8> {
    let mut head = vec![0; BLOCK];
    let mut put = |place: usize, text: &str| head[place..place + text.len()].copy_from_slice(text.as_bytes());
    put(0, &name[..name.len().min(99)]);
    put(100, "0000600\0");
    put(108, "0000000\0");
    put(116, "0000000\0");
    put(124, &format!("{length:011o}\0"));
    put(136, "00000000000\0");
    // While it is summed up, the sum itself counts as spaces.
    put(148, "        ");
    put(156, "0");
    put(257, "ustar\x0000");
    let sum: u32 = head.iter().copied().map(u32::from).sum();
    head[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    head
}

/// What fills the last block of a file.
pub(super) fn rest(length: u64) -> Vec<u8> {
    let over = usize::try_from(length % BLOCK as u64).unwrap_or_default();
    vec![0; (BLOCK - over) % BLOCK]
}

/// The end of an archive.
pub(super) fn end() -> Vec<u8> {
    vec![0; BLOCK * 2]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn the_program_tar_unpacks_it() {
        let folder = tempfile::tempdir().unwrap();
        let long = vec![7; 1_500];
        let files: [(&str, &[u8]); 4] =
            [("a/empty", b""), ("a/one", b"1"), ("a/block", &long[..512]), ("b", &long)];
        let mut archive: Vec<u8> = files.iter().flat_map(|(name, bytes)| file(name, bytes)).collect();
        archive.extend(end());
        let path = folder.path().join("archive.tar");
        std::fs::write(&path, archive).unwrap();
        let unpacked =
            Command::new("tar").arg("-C").arg(folder.path()).arg("-xf").arg(path).output().unwrap();
        assert!(unpacked.status.success(), "{}", String::from_utf8_lossy(&unpacked.stderr));
        assert_eq!(unpacked.stderr, b"", "tar has nothing to remark");
        for (name, bytes) in files {
            assert_eq!(std::fs::read(folder.path().join(name)).unwrap(), bytes, "{name}");
        }
    }
}
