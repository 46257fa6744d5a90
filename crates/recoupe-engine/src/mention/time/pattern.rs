//! The little language in which `time.toml` writes what dates look like.
//!
//! A pattern is words as they are written, with
//!
//! - `<name>`: a word of that class of `time_word.tsv`, or a number that the code knows;
//! - `?` after anything: may be missing;
//! - `(a|b c)`: one of several;
//! - `[a]` at the start or the end: must stand there but is not part of the words.

use crate::mention::quantity::scan::keys;

/// A compiled pattern.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pattern {
    /// What must stand before.
    pub(super) before: Vec<Node>,
    /// The words themselves.
    pub(super) body: Vec<Node>,
    /// What must stand after.
    pub(super) after: Vec<Node>,
}

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    /// A piece with this key.
    Key(String),
    /// A word of a class.
    Class(String),
    /// One of several sequences.
    Any(Vec<Vec<Node>>),
    /// May be missing.
    Maybe(Vec<Node>),
}

/// Compiles a pattern; the error is for the person who wrote it.
pub(super) fn compile(text: &str) -> Result<Pattern, String> {
    let mut reader = Reader { rest: text };
    let mut pattern = Pattern::default();
    if reader.eat('[') {
        pattern.before = vec![reader.alternatives(']')?];
    }
    pattern.body = reader.sequence()?;
    if reader.eat('[') {
        pattern.after = vec![reader.alternatives(']')?];
    }
    match reader.rest.trim_start() {
        "" if pattern.body.is_empty() => Err("has no words outside brackets".into()),
        "" => Ok(pattern),
        rest => Err(format!("cannot be read from « {rest} » on")),
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn eat(&mut self, mark: char) -> bool {
        let rest = self.rest.trim_start().strip_prefix(mark);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Items up to something that cannot begin one.
    fn sequence(&mut self) -> Result<Vec<Node>, String> {
        let mut nodes = Vec::new();
        loop {
            let item = if self.eat('(') {
                vec![self.alternatives(')')?]
            } else if self.eat('<') {
                let (name, rest) = self.rest.split_once('>').ok_or("has < without >")?;
                self.rest = rest;
                vec![Node::Class(name.to_owned())]
            } else {
                let word = self.word();
                if word.is_empty() {
                    return Ok(nodes);
                }
                keys(word).into_iter().map(Node::Key).collect()
            };
            if self.rest.starts_with('?') {
                self.rest = &self.rest[1..];
                nodes.push(Node::Maybe(item));
            } else {
                nodes.extend(item);
            }
        }
    }

    fn alternatives(&mut self, close: char) -> Result<Node, String> {
        let mut all = vec![self.sequence()?];
        while self.eat('|') {
            all.push(self.sequence()?);
        }
        if !self.eat(close) {
            return Err(format!("lacks « {close} » before « {} »", self.rest.trim_start()));
        }
        if all.iter().any(Vec::is_empty) {
            return Err("has an empty alternative; write ? instead".into());
        }
        Ok(Node::Any(all))
    }

    fn word(&mut self) -> &'a str {
        let text = self.rest.trim_start();
        let is_end = |c: char| c.is_whitespace() || "()[]<>|?".contains(c);
        let end = text.find(is_end).unwrap_or(text.len());
        self.rest = &text[end..];
        &text[..end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_words_classes_choices_and_context() {
        let pattern = compile("[en] (fin|le début de)? <month> d'?").unwrap();
        assert_eq!(pattern.before.len(), 1);
        assert_eq!(pattern.body.len(), 3);
        assert_eq!(pattern.body[1], Node::Class("month".into()));
        assert_eq!(pattern.body[2], Node::Maybe(vec![Node::Key("d'".into())]));
    }

    #[test]
    fn mistakes_are_told() {
        assert!(compile("(a|b").unwrap_err().contains("lacks"));
        assert!(compile("<month").is_err());
        assert!(compile("[en]").is_err());
        assert!(compile("a ) b").is_err());
    }
}
