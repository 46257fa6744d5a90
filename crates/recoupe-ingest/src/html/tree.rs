//! A page as a tree. Nodes stand in the order of the page, so that a subtree is a range of nodes.

use std::ops::Range;

/// An element, or text when `tag` is empty.
#[derive(Debug, Default)]
pub(crate) struct Node {
    pub(crate) tag: String,
    pub(crate) parent: usize,
    /// The node after the last inside.
    pub(crate) end: usize,
    pub(crate) text: String,
    pub(crate) attributes: Vec<(&'static str, String)>,
}

/// A page. Node 0 holds everything.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) nodes: Vec<Node>,
    /// Scripts that may hold the data of an article, as they are written.
    pub(crate) scripts: Vec<String>,
    /// How many bytes of the source were read.
    pub(crate) read: usize,
}

impl Page {
    /// A page from nodes that know their parents.
    pub(crate) fn new(mut nodes: Vec<Node>, scripts: Vec<String>, read: usize) -> Self {
        // A node ends where the last one inside ends.
        for at in (0..nodes.len()).rev() {
            let end = nodes[at].end.max(at + 1);
            nodes[at].end = end;
            let parent = nodes[at].parent;
            nodes[parent].end = nodes[parent].end.max(end);
        }
        Self { nodes, scripts, read }
    }

    pub(crate) fn attribute(&self, node: usize, name: &str) -> Option<&str> {
        let found = self.nodes[node].attributes.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The nodes inside a node.
    pub(crate) fn inside(&self, node: usize) -> Range<usize> {
        node + 1..self.nodes[node].end
    }

    pub(crate) fn contains(&self, outer: usize, inner: usize) -> bool {
        outer <= inner && inner < self.nodes[outer].end
    }

    /// All words inside, scripts and styles excepted, as one line.
    pub(crate) fn text(&self, node: usize) -> String {
        self.words(node, false)
    }

    /// The same with a space where a new line begins.
    pub(crate) fn spaced_text(&self, node: usize) -> String {
        self.words(node, true)
    }

    fn words(&self, node: usize, spaced: bool) -> String {
        let mut text = String::new();
        for at in node..self.nodes[node].end {
            if spaced && is_block(&self.nodes[at].tag) {
                text.push(' ');
            }
            let skipped =
                matches!(self.nodes[self.nodes[at].parent].tag.as_str(), "script" | "style");
            if self.nodes[at].tag == "br" {
                text.push(' ');
            } else if !skipped {
                text.push_str(&self.nodes[at].text);
            }
        }
        text
    }
}

/// Elements that begin a new line.
pub(crate) fn is_block(tag: &str) -> bool {
    matches!(
        tag,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "caption"
    )
}
