//! The schemas of OCDS, read once from the files of the standard, and the walk of a value along them. Only the words
//! of JSON Schema draft 4 that those files use are known here; a test fails if a file brings another.

use record::code;
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::conformance::Finding;

const RELEASE: &str = include_str!("../../schema/ocds-1.1.5/release-schema.json");
const RELEASE_PACKAGE: &str = include_str!("../../schema/ocds-1.1.5/release-package-schema.json");
const RECORD_PACKAGE: &str = include_str!("../../schema/ocds-1.1.5/record-package-schema.json");
const BIDS: &str = include_str!("../../schema/bid-extension-1.1.5/release-schema.json");

/// A release of the standard alone.
pub(crate) static PLAIN: LazyLock<Schema> = LazyLock::new(|| Schema::read(json(RELEASE)));
/// A release with bids, where the package says that it uses that extension.
pub(crate) static WITH_BIDS: LazyLock<Schema> = LazyLock::new(|| {
    let mut schema = json(RELEASE);
    patch(&mut schema, json(BIDS));
    Schema::read(schema)
});
/// What stands around the releases of a package.
pub(crate) static RELEASES_HEADER: LazyLock<Schema> = LazyLock::new(|| header(RELEASE_PACKAGE));
/// What stands around the records of a package.
pub(crate) static RECORDS_HEADER: LazyLock<Schema> = LazyLock::new(|| header(RECORD_PACKAGE));

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("a schema compiled into the program is JSON")
}

/// A package's schema without the releases or records, which are checked one by one as they stream past.
fn header(text: &str) -> Schema {
    let mut schema = json(text);
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        properties.retain(|name, _| name != "releases" && name != "records");
    }
    if let Some(required) = schema.get_mut("required").and_then(Value::as_array_mut) {
        required.retain(|name| name != "releases" && name != "records");
    }
    Schema::read(schema)
}

/// JSON merge patch, RFC 7396: how an extension changes the release schema.
fn patch(target: &mut Value, change: Value) {
    let Value::Object(change) = change else {
        *target = change;
        return;
    };
    if !target.is_object() {
        *target = Value::Object(Map::new());
    }
    let Value::Object(target) = target else { return };
    for (name, value) in change {
        if value.is_null() {
            target.shift_remove(&name);
        } else {
            patch(target.entry(name).or_insert(Value::Null), value);
        }
    }
}

/// A schema whose references are resolved: nodes point at one another by number.
pub(crate) struct Schema {
    nodes: Vec<Node>,
}

#[derive(Default)]
struct Node {
    types: Vec<Type>,
    required: Vec<String>,
    fields: HashMap<String, usize>,
    /// Fields in other languages, like `title_en`: `title_` followed by a language tag.
    translated: Vec<String>,
    items: Option<usize>,
    values: Option<HashSet<String>>,
    not_empty: bool,
    unique: bool,
    format: Option<Format>,
    /// Fields the standard has given up.
    deprecated: HashSet<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Type {
    Object,
    Array,
    String,
    Number,
    Integer,
    Boolean,
    Null,
}

#[derive(Clone, Copy)]
enum Format {
    DateTime,
    Uri,
    Version,
}

impl Type {
    fn named(name: &str) -> Type {
        match name {
            "object" => Type::Object,
            "array" => Type::Array,
            "string" => Type::String,
            "number" => Type::Number,
            "integer" => Type::Integer,
            "boolean" => Type::Boolean,
            _ => Type::Null,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Type::Object => "object",
            Type::Array => "array",
            Type::String => "string",
            Type::Number => "number",
            Type::Integer => "integer",
            Type::Boolean => "boolean",
            Type::Null => "null",
        }
    }

    fn fits(self, value: &Value) -> bool {
        match (self, value) {
            (Type::Integer, Value::Number(number)) => !number.to_string().contains(['.', 'e', 'E']),
            (Type::Object, Value::Object(_))
            | (Type::Array, Value::Array(_))
            | (Type::String, Value::String(_))
            | (Type::Number, Value::Number(_))
            | (Type::Boolean, Value::Bool(_))
            | (Type::Null, Value::Null) => true,
            _ => false,
        }
    }
}

impl Schema {
    fn read(schema: Value) -> Schema {
        let mut reader = Reader { nodes: Vec::new(), defined: HashMap::new(), root: &schema };
        reader.node(&schema);
        Schema { nodes: reader.nodes }
    }

    /// Every place where `value` is not as the schema says, with `path` in front of each.
    pub(crate) fn findings(&self, value: &Value, path: &str, findings: &mut Vec<Finding>) {
        let mut path = path.to_owned();
        self.walk(0, value, &mut path, findings);
    }

    fn walk(&self, node: usize, value: &Value, path: &mut String, findings: &mut Vec<Finding>) {
        let Some(node) = self.nodes.get(node) else { return };
        if !node.types.is_empty() && !node.types.iter().any(|kind| kind.fits(value)) {
            let wanted = node.types.iter().filter(|kind| **kind != Type::Null);
            let wanted: Vec<_> = wanted.map(|kind| kind.name()).collect();
            findings.push(Finding::new(code::OCDS_TYPE, path, wanted.join(", ")));
            return;
        }
        if let Some(values) = &node.values {
            // A list of codes is one field to its reader: the finding stands at the list.
            let codes = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
            for code in codes.iter().filter(|code| !values.contains(&code.to_string())) {
                findings.push(Finding::new(code::OCDS_CODELIST, path, plain(code)));
            }
        }
        match value {
            Value::Object(object) => self.walk_object(node, object, path, findings),
            Value::Array(items) => {
                if node.not_empty && items.is_empty() {
                    findings.push(Finding::new(code::OCDS_EMPTY, path, String::new()));
                }
                let mut seen = HashSet::new();
                if node.unique && !items.iter().all(|item| seen.insert(item.to_string())) {
                    findings.push(Finding::new(code::OCDS_UNIQUE, path, String::new()));
                }
                let Some(each) = node.items else { return };
                for (index, item) in items.iter().enumerate() {
                    within(path, &index.to_string(), |path| self.walk(each, item, path, findings));
                }
            }
            Value::String(text) => {
                if node.not_empty && text.is_empty() {
                    findings.push(Finding::new(code::OCDS_EMPTY, path, String::new()));
                }
                let fault = match node.format {
                    Some(Format::DateTime) if !is_date_time(text) => code::OCDS_DATETIME,
                    Some(Format::Uri) if !is_uri(text) => code::OCDS_FORMAT,
                    Some(Format::Version) if !is_version(text) => code::OCDS_FORMAT,
                    _ => return,
                };
                findings.push(Finding::new(fault, path, plain(value)));
            }
            _ => {}
        }
    }

    fn walk_object(
        &self,
        node: &Node,
        object: &Map<String, Value>,
        path: &mut String,
        findings: &mut Vec<Finding>,
    ) {
        for field in node.required.iter().filter(|field| !object.contains_key(*field)) {
            within(path, field, |path| findings.push(Finding::new(code::OCDS_REQUIRED, path, String::new())));
        }
        for (field, value) in object {
            if let Some(&of) = node.fields.get(field) {
                within(path, field, |path| {
                    if node.deprecated.contains(field) {
                        findings.push(Finding::new(code::OCDS_DEPRECATED, path, String::new()));
                    }
                    self.walk(of, value, path, findings);
                });
            } else if !value.is_string() && !value.is_null() && node.is_translation(field) {
                within(path, field, |path| {
                    findings.push(Finding::new(code::OCDS_TYPE, path, "string".to_owned()))
                });
            }
        }
    }
}

impl Node {
    fn is_translation(&self, field: &str) -> bool {
        let tag = self.translated.iter().find_map(|stem| field.strip_prefix(stem.as_str()));
        tag.is_some_and(|tag| {
            let language = tag.split('-').next().unwrap_or("");
            (2..=8).contains(&language.len()) && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        })
    }
}

fn within(path: &mut String, step: &str, look: impl FnOnce(&mut String)) {
    let length = path.len();
    if length > 0 {
        path.push('/');
    }
    path.push_str(step);
    look(path);
    path.truncate(length);
}

/// A value as a sentence may quote it: short.
fn plain(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    text.chars().take(60).collect()
}

fn is_date_time(text: &str) -> bool {
    record::Instant::parse(text).is_some()
}

/// RFC 3986 as far as it can be told apart from a path or a word: a scheme, then only characters a URI may hold.
fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        && rest.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"{}|\\^`".contains(&byte))
}

fn is_version(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('.').is_some_and(|(major, minor)| digits(major) && digits(minor))
}

struct Reader<'a> {
    nodes: Vec<Node>,
    defined: HashMap<&'a str, usize>,
    root: &'a Value,
}

impl<'a> Reader<'a> {
    fn node(&mut self, schema: &'a Value) -> usize {
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            return self.referred(reference);
        }
        let at = self.nodes.len();
        self.nodes.push(Node::default());
        self.fill(at, schema);
        at
    }

    fn referred(&mut self, reference: &'a str) -> usize {
        let name = reference.rsplit('/').next().unwrap_or(reference);
        if let Some(&at) = self.defined.get(name) {
            return at;
        }
        // The number is given before the definition is read, so that definitions may refer to one another.
        let at = self.nodes.len();
        self.nodes.push(Node::default());
        self.defined.insert(name, at);
        let root = self.root;
        if let Some(definition) = root.get("definitions").and_then(|definitions| definitions.get(name)) {
            self.fill(at, definition);
        }
        at
    }

    fn fill(&mut self, at: usize, schema: &'a Value) {
        let mut node = Node::default();
        let texts = |value: Option<&Value>| -> Vec<String> {
            let list = value
                .map_or(&[][..], |value| value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice));
            list.iter().filter_map(|text| text.as_str().map(str::to_owned)).collect()
        };
        node.types = texts(schema.get("type")).iter().map(|name| Type::named(name)).collect();
        node.required = texts(schema.get("required"));
        node.not_empty = schema.get("minLength").is_some() || schema.get("minItems").is_some();
        node.unique = schema.get("uniqueItems") == Some(&Value::Bool(true));
        node.format = match (schema.get("format").and_then(Value::as_str), schema.get("pattern")) {
            (Some("date-time"), _) => Some(Format::DateTime),
            (Some("uri"), _) => Some(Format::Uri),
            (_, Some(_)) => Some(Format::Version),
            _ => None,
        };
        let items = schema.get("items");
        let codes = schema.get("enum").or_else(|| items?.get("enum")).and_then(Value::as_array);
        node.values = codes.map(|codes| codes.iter().map(Value::to_string).collect());
        for (field, of) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            if of.get("deprecated").is_some() {
                node.deprecated.insert(field.clone());
            }
            let of = self.node(of);
            node.fields.insert(field.clone(), of);
        }
        for pattern in schema.get("patternProperties").and_then(Value::as_object).into_iter().flatten() {
            let stem =
                pattern.0.trim_start_matches("^(").split_once("_(").map(|(stem, _)| format!("{stem}_"));
            node.translated.extend(stem);
        }
        // Items that are codes were taken in above; walking them again would say everything twice.
        node.items = items.filter(|items| items.get("enum").is_none()).map(|items| self.node(items));
        if let Some(place) = self.nodes.get_mut(at) {
            *place = node;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A keyword that this walk passes over would let wrong data through unseen.
    #[test]
    fn the_walk_knows_every_word_of_the_schemas() {
        let known = "$ref $schema additionalProperties codelist default definitions deprecated deprecatedVersion description enum format id items minItems minLength omitWhenMerged openCodelist pattern \
                     patternProperties properties required title type uniqueItems versionId wholeListMerge";
        let known: HashSet<&str> = known.split_whitespace().collect();
        fn words(schema: &Value, of_fields: bool, look: &mut impl FnMut(&str)) {
            match schema {
                Value::Object(object) => {
                    for (word, inner) in object {
                        if !of_fields {
                            look(word);
                        }
                        let names =
                            ["properties", "definitions", "patternProperties"].contains(&word.as_str());
                        words(inner, names && !of_fields, look);
                    }
                }
                Value::Array(items) => items.iter().for_each(|item| words(item, false, look)),
                _ => {}
            }
        }
        for text in [RELEASE, RELEASE_PACKAGE, BIDS] {
            words(&json(text), false, &mut |word| assert!(known.contains(word), "{word}"));
        }
    }

    #[test]
    fn addresses_are_told_from_words_and_paths() {
        for text in ["https://example.org/a?b=%20#c", "urn:isbn:1", "mailto:a@example.org"] {
            assert!(is_uri(text), "{text}");
        }
        for text in
            ["", "/ppcm/public", "www.example.org", "https://example.org/a b", "https://example.org/秦"]
        {
            assert!(!is_uri(text), "{text}");
        }
    }
}
