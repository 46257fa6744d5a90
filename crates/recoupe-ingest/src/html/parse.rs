//! From source to tree. Forgiving like a browser where text is concerned, and linear always: no
//! depth, no attribute list and no unclosed tag makes it slow.

use std::collections::BTreeMap;

use super::entity;
use super::state;
use super::tree::{Node, Page, is_block};

/// Deeper elements are read as if they stood at this depth.
const DEPTH: usize = 200;

/// Nodes beyond this are not read.
const NODES: usize = 400_000;

/// Scripts that hold data and are kept.
const SCRIPTS: usize = 40;

/// Attributes that are kept.
const ATTRIBUTES: &[&str] = &[
    "class",
    "id",
    "role",
    "itemprop",
    "itemtype",
    "property",
    "name",
    "content",
    "datetime",
    "href",
    "title",
    "alt",
    "rel",
    "lang",
    "type",
    "style",
    "hidden",
    "aria-hidden",
    "pubdate",
    "data-qa",
    "data-testid",
    "data-component",
];

/// The longest value that is kept, in bytes.
const VALUE: usize = 4000;

fn is_void(tag: &str) -> bool {
    matches!(
        tag,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

fn is_raw(tag: &str) -> bool {
    matches!(tag, "script" | "style" | "textarea" | "title" | "iframe" | "xmp" | "noembed")
}

/// Reads a page.
pub(crate) fn page(source: &str, names: &BTreeMap<String, String>) -> Page {
    let (nodes, open) = (vec![Node::default()], vec![0]);
    let mut reader = Reader { source, at: 0, names, nodes, open, scripts: Vec::new() };
    while reader.at < source.len() && reader.nodes.len() < NODES {
        reader.step();
    }
    let read = reader.at;
    Page::new(reader.nodes, reader.scripts, read)
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    names: &'a BTreeMap<String, String>,
    nodes: Vec<Node>,
    open: Vec<usize>,
    scripts: Vec<String>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    /// Everything up to a mark, and past it.
    fn past(&mut self, mark: &str) {
        self.at = self.rest().find(mark).map_or(self.source.len(), |at| self.at + at + mark.len());
    }

    fn step(&mut self) {
        let rest = self.rest();
        let upto = rest.find('<').unwrap_or(rest.len());
        if upto > 0 {
            let text = entity::decoded(&rest[..upto], self.names);
            self.text(text);
            self.at += upto;
            return;
        }
        let next = rest.as_bytes().get(1).copied().unwrap_or(0);
        let named = rest.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic);
        if rest.starts_with("<!--") {
            self.at += 4;
            self.past("-->");
        } else if rest.starts_with("<![CDATA[") {
            self.past("]]>");
        } else if matches!(next, b'!' | b'?') {
            self.past(">");
        } else if next == b'/' && named {
            self.at += 2;
            let name = self.name();
            self.past(">");
            self.close(&name);
        } else if next.is_ascii_alphabetic() {
            self.at += 1;
            self.element();
        } else {
            self.text("<".to_owned());
            self.at += 1;
        }
    }

    fn name(&mut self) -> String {
        let rest = self.rest();
        let end =
            rest.find(|c: char| c.is_ascii_whitespace() || "/>".contains(c)).unwrap_or(rest.len());
        self.at += end;
        crate::sniff::prefix(&rest[..end], 40).to_ascii_lowercase()
    }

    fn text(&mut self, text: String) {
        let parent = *self.open.last().unwrap_or(&0);
        self.nodes.push(Node { parent, text, ..Node::default() });
    }

    fn element(&mut self) {
        let tag = self.name();
        let attributes = self.attributes();
        self.imply_ends(&tag);
        let parent = *self.open.last().unwrap_or(&0);
        let node = self.nodes.len();
        self.nodes.push(Node { tag: tag.clone(), parent, attributes, ..Node::default() });
        if is_raw(&tag) {
            self.raw(&tag, node);
        } else if !is_void(&tag) && self.open.len() < DEPTH {
            self.open.push(node);
        }
    }

    /// The content of an element that holds no elements.
    fn raw(&mut self, tag: &str, node: usize) {
        let rest = self.rest();
        let closes = |at: usize| {
            let name = rest.as_bytes().get(at + 2..at + 2 + tag.len());
            name.is_some_and(|name| name.eq_ignore_ascii_case(tag.as_bytes()))
        };
        let end = rest.match_indices("</").map(|(at, _)| at).find(|&at| closes(at));
        let content = &rest[..end.unwrap_or(rest.len())];
        self.at += content.len();
        if end.is_some() {
            self.past(">");
        }
        let data = self.nodes[node].attributes.iter().any(|(_, value)| value.contains("ld+json"));
        if tag == "title" || tag == "script" && data {
            let text = if data { content.to_owned() } else { entity::decoded(content, self.names) };
            self.nodes.push(Node { parent: node, text, ..Node::default() });
        } else if tag == "script" && state::may_hold(content) && self.scripts.len() < SCRIPTS {
            self.scripts.push(content.to_owned());
        }
    }

    fn attributes(&mut self) -> Vec<(&'static str, String)> {
        let mut kept: Vec<(&'static str, String)> = Vec::new();
        loop {
            let rest = self.rest();
            let start =
                rest.find(|c: char| !(c.is_ascii_whitespace() || c == '/')).unwrap_or(rest.len());
            self.at += start;
            let rest = self.rest();
            if rest.is_empty() {
                return kept;
            }
            if rest.starts_with('>') {
                self.at += 1;
                return kept;
            }
            let ends = |c: char| c.is_ascii_whitespace() || "/>=".contains(c);
            let end = rest
                .char_indices()
                .skip(1)
                .find(|&(_, c)| ends(c))
                .map_or(rest.len(), |(at, _)| at);
            let name =
                rest[..end.min(rest.len())].get(..end.min(20)).unwrap_or("").to_ascii_lowercase();
            self.at += end;
            let value = self.value();
            let known = ATTRIBUTES.iter().find(|known| **known == name);
            if let Some(known) = known.filter(|known| kept.iter().all(|(has, _)| has != *known)) {
                let value = crate::sniff::prefix(value, VALUE);
                kept.push((known, entity::decoded(value, self.names)));
            }
        }
    }

    fn value(&mut self) -> &'a str {
        let rest = self.rest();
        let trimmed = rest.trim_start_matches(|c: char| c.is_ascii_whitespace());
        let Some(after) = trimmed.strip_prefix('=') else { return "" };
        let after = after.trim_start_matches(|c: char| c.is_ascii_whitespace());
        let start = self.source.len() - after.len();
        if let Some(quote @ ('"' | '\'')) = after.chars().next() {
            let inside = &after[1..];
            let end = inside.find(quote).unwrap_or(inside.len());
            self.at = (start + end + 2).min(self.source.len());
            return &inside[..end];
        }
        let end = after.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(after.len());
        self.at = start + end;
        &after[..end]
    }

    /// Closes what a new element ends without saying so.
    fn imply_ends(&mut self, tag: &str) {
        let (closes, within): (&[&str], &[&str]) = match tag {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "tr" => (&["tr"], &["table"]),
            "td" | "th" => (&["td", "th"], &["table", "tr"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
            "option" => (&["option"], &["select"]),
            "a" => (&["a"], &["td", "th", "table", "body"]),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_of(&["h1", "h2", "h3", "h4", "h5", "h6"], &["div", "section", "td", "th"]);
                (&["p"], &["div", "section", "td", "th", "li", "article"])
            }
            tag if is_block(tag) => {
                (&["p"], &["div", "section", "td", "th", "li", "article", "button"])
            }
            _ => return,
        };
        self.end_of(closes, within);
    }

    /// Closes the innermost of some elements, if it is open within others.
    fn end_of(&mut self, closes: &[&str], within: &[&str]) {
        for (at, &node) in self.open.iter().enumerate().skip(1).rev() {
            let tag = self.nodes[node].tag.as_str();
            if closes.contains(&tag) {
                self.open.truncate(at);
                return;
            }
            if within.contains(&tag) {
                return;
            }
        }
    }

    fn close(&mut self, tag: &str) {
        if matches!(tag, "body" | "html") || is_void(tag) {
            return;
        }
        let inline = !is_block(tag);
        let table = matches!(tag, "table" | "tr" | "tbody" | "thead" | "tfoot" | "td" | "th");
        for (at, &node) in self.open.iter().enumerate().skip(1).rev() {
            let open = self.nodes[node].tag.as_str();
            if open == tag {
                self.open.truncate(at);
                return;
            }
            if inline && is_block(open) && !tag.contains('-')
                || !table && matches!(open, "td" | "th")
            {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(source: &str) -> String {
        let page = page(source, &BTreeMap::new());
        let depth = |mut at: usize| {
            let mut depth = 0;
            while at != 0 {
                at = page.nodes[at].parent;
                depth += 1;
            }
            depth
        };
        let nodes = page.nodes.iter().enumerate().skip(1);
        let words =
            |node: &Node| if node.tag.is_empty() { node.text.clone() } else { node.tag.clone() };
        nodes
            .map(|(at, node)| format!("{}{}", depth(at), words(node)))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn ends_that_are_not_written() {
        assert_eq!(
            shape("<ul><li>a<li>b</ul><p>c<p>d<div>e</div>"),
            "1ul 2li 3a 2li 3b 1p 2c 1p 2d 1div 2e"
        );
        assert_eq!(
            shape("<table><tr><td>a<td>b<tr><td>c</table>d"),
            "1table 2tr 3td 4a 3td 4b 2tr 3td 4c 1d"
        );
        assert_eq!(shape("<p><b>a<p>b</b>c"), "1p 2b 3a 1p 2b 2c");
        assert_eq!(shape("<div>a</span></p>b</div>c"), "1div 2a 2b 1c");
    }

    #[test]
    fn scripts_comments_and_broken_tags() {
        assert_eq!(
            shape("a<!-- <p>x --><script>if (a<b) '</p>'</SCRIPT >b<style>p{</style>"),
            "1a 1script 1b 1style"
        );
        assert_eq!(
            shape("1 < 2 <3<img src=x alt='a>b'>c<p class="),
            "11  1< 1 2  1< 13 1img 1c 1p"
        );
        assert_eq!(shape("a<!-- never closed <p>"), "1a");
    }

    #[test]
    fn attributes_in_every_quotation() {
        let page = page("<p class=a ID='b c' class=z role = \"x>y\" x/>t", &BTreeMap::new());
        let of = |name| page.attribute(1, name);
        assert_eq!((of("class"), of("id"), of("role")), (Some("a"), Some("b c"), Some("x>y")));
        assert_eq!(page.text(1), "t");
    }
}
