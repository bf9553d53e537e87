//! Reading a policy, line by line.

use super::{Group, ITEMS, Log, POLICY_BYTES, Policy, Unreadable, Why, Witness};
use crate::key::{KeyKind, VerifierKey};

pub(super) fn policy(bytes: &[u8]) -> Result<Policy, Unreadable> {
    if bytes.len() > POLICY_BYTES {
        return Err(Unreadable { line: 1, why: Why::TooLarge });
    }
    let mut reading = Reading::default();
    // A file that does not end its last line is read as if it did: people write these by hand.
    let lines = bytes.strip_suffix(b"\n").unwrap_or(bytes).split(|byte| *byte == b'\n');
    let mut last = 1;
    for (index, line) in lines.enumerate() {
        last = index + 1;
        reading.line(line).map_err(|why| Unreadable { line: last, why })?;
    }
    let Reading { logs, witnesses, groups, quorum, .. } = reading;
    let quorum = quorum.ok_or(Unreadable { line: last, why: Why::Quorum })?;
    Ok(Policy { logs, witnesses, groups, quorum })
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    logs: Vec<Log>,
    witnesses: Vec<Witness>,
    groups: Vec<Group>,
    /// All names that are members of a group.
    members: Vec<String>,
    /// The quorum line, and what it names; `none` is nothing.
    quorum: Option<Option<String>>,
}

impl Reading {
    fn line(&mut self, line: &[u8]) -> Result<(), Why> {
        if line.iter().any(|byte| (*byte < b' ' && *byte != b'\t') || *byte == 0x7f) {
            return Err(Why::Letters);
        }
        if line.trim_ascii_start().first().is_none_or(|byte| *byte == b'#') {
            return Ok(());
        }
        let line = std::str::from_utf8(line).map_err(|_| Why::Letters)?;
        let words: Vec<&str> = line.split([' ', '\t']).filter(|word| !word.is_empty()).collect();
        match words[..] {
            ["log", key] => self.log(key, None),
            ["log", key, url] => self.log(key, Some(url)),
            ["witness", name, key] => self.witness(name, key, None),
            ["witness", name, key, url] => self.witness(name, key, Some(url)),
            ["group", name, enough, ref members @ ..] if !members.is_empty() => {
                self.group(name, enough, members)
            }
            ["quorum", name] => self.quorum(name),
            _ => Err(Why::Form),
        }
    }

    fn log(&mut self, key: &str, url: Option<&str>) -> Result<(), Why> {
        let key = read(key, KeyKind::Log)?;
        let twice = self.logs.iter().any(|log| log.key.bytes() == key.bytes());
        room(self.logs.len(), twice.then_some(Why::KeyTwice))?;
        self.logs.push(Log { key, url: url.map(str::to_owned) });
        Ok(())
    }

    fn witness(&mut self, name: &str, key: &str, url: Option<&str>) -> Result<(), Why> {
        let key = read(key, KeyKind::Witness)?;
        self.free(name)?;
        let twice = self.witnesses.iter().any(|witness| witness.key.bytes() == key.bytes());
        room(self.witnesses.len(), twice.then_some(Why::KeyTwice))?;
        self.witnesses.push(Witness { name: name.to_owned(), key, url: url.map(str::to_owned) });
        Ok(())
    }

    fn group(&mut self, name: &str, enough: &str, members: &[&str]) -> Result<(), Why> {
        self.free(name)?;
        room(self.groups.len(), None)?;
        let enough = match enough {
            "any" => 1,
            "all" => members.len(),
            number => {
                let number = crate::text::number(number).and_then(|number| usize::try_from(number).ok());
                number.filter(|number| (1..=members.len()).contains(number)).ok_or(Why::Enough)?
            }
        };
        for member in members {
            if !self.known(member) {
                return Err(Why::NameUnknown);
            }
            // Else one witness could count twice on the way to the quorum.
            if self.members.iter().any(|earlier| earlier == member) {
                return Err(Why::MemberTwice);
            }
            self.members.push((*member).to_owned());
        }
        let members = members.iter().map(|member| (*member).to_owned()).collect();
        self.groups.push(Group { name: name.to_owned(), enough, members });
        Ok(())
    }

    fn quorum(&mut self, name: &str) -> Result<(), Why> {
        if self.quorum.is_some() {
            return Err(Why::Quorum);
        }
        if name != "none" && !self.known(name) {
            return Err(Why::NameUnknown);
        }
        self.quorum = Some((name != "none").then(|| name.to_owned()));
        Ok(())
    }

    fn known(&self, name: &str) -> bool {
        self.witnesses.iter().any(|witness| witness.name == name)
            || self.groups.iter().any(|group| group.name == name)
    }

    fn free(&self, name: &str) -> Result<(), Why> {
        if name == "none" || self.known(name) { Err(Why::NameTwice) } else { Ok(()) }
    }
}

fn read(key: &str, kind: KeyKind) -> Result<VerifierKey, Why> {
    let key: VerifierKey = key.parse().map_err(Why::Key)?;
    if key.kind() == kind { Ok(key) } else { Err(Why::Kind(kind)) }
}

fn room(items: usize, fault: Option<Why>) -> Result<(), Why> {
    fault.or((items >= ITEMS).then_some(Why::TooLarge)).map_or(Ok(()), Err)
}
