//! The file with a witness's key: one line, `PRIVATE+KEY+name+id+key`, as Go's `note` package writes it, with the seed of
//! RFC 8032 behind the type of the key. Whoever has it can sign in the witness's name, so only its owner may read it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ledger::cosignature::Cosigner;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// The type of an Ed25519 cosignature's key. <https://c2sp.org/signed-note>
const WITNESS: u8 = 0x04;
/// What stands before a secret key.
const HEAD: &str = "PRIVATE+KEY+";

/// Reads the key in a file; where there is no file and a name is given, draws a new key and writes it there.
///
/// # Errors
/// One sentence that says what to do.
pub fn cosigner(file: &Path, name: Option<&str>) -> Result<Cosigner, String> {
    let place = file.display();
    match fs::read_to_string(file) {
        Ok(text) => {
            read(text.trim()).ok_or_else(|| format!("{place} holds no key of a witness. Give another --key"))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let name =
                name.ok_or_else(|| format!("{place} is not there. Give --name to have a new key made"))?;
            let seed =
                crate::secret().map_err(|error| format!("The system gives no random bytes: {error}"))?;
            let cosigner = Cosigner::new(name, &seed).map_err(|error| format!("{name}: {error}"))?;
            write(file, &text(&cosigner, &seed))
                .map_err(|error| format!("{place} cannot be written: {error}"))?;
            Ok(cosigner)
        }
        Err(error) => Err(format!("{place} cannot be read: {error}")),
    }
}

fn text(cosigner: &Cosigner, seed: &[u8; 32]) -> String {
    let key = cosigner.key();
    let secret = STANDARD.encode([&[WITNESS][..], seed].concat());
    format!("{HEAD}{}+{:08x}+{secret}\n", key.name(), key.id())
}

fn read(text: &str) -> Option<Cosigner> {
    let mut parts = text.strip_prefix(HEAD)?.splitn(3, '+');
    let (name, id, secret) = (parts.next()?, parts.next()?, STANDARD.decode(parts.next()?).ok()?);
    let (kind, seed) = secret.split_first()?;
    let cosigner = Cosigner::new(name, seed.try_into().ok()?).ok()?;
    (*kind == WITNESS && id == format!("{:08x}", cosigner.key().id())).then_some(cosigner)
}

fn write(file: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_drawn_once_and_read_ever_after() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("witness.key");
        assert!(cosigner(&file, None).unwrap_err().contains("--name"));
        let drawn = cosigner(&file, Some("witness.example/w1")).unwrap();
        let again = cosigner(&file, Some("another.example/w2")).unwrap();
        assert_eq!(drawn.key(), again.key());
        fs::write(&file, "PRIVATE+KEY+w+00000000+AAAA").unwrap();
        assert!(cosigner(&file, None).is_err());
    }

    #[test]
    fn the_vector_of_the_reference_reads_back() {
        let seed: [u8; 32] = std::array::from_fn(|at| at as u8 + 0x21);
        let cosigner = Cosigner::new("witness.example/w1", &seed).unwrap();
        let vkey = "witness.example/w1+7bede9df+BOfxYqEL7FWa/qGV5NzoS2lWjV0ssJY+tEbAaF4rF/Lw";
        assert_eq!(cosigner.key().to_string(), vkey);
        assert_eq!(read(text(&cosigner, &seed).trim()).unwrap().key(), cosigner.key());
    }
}
