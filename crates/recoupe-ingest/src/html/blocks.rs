//! The lines of an article, in the order of the page: headline, lead, paragraphs, list items,
//! quotations, rows of tables.

use super::prune::{Drop, Parts};
use super::scope::Scope;
use super::tree::{Page, is_block};
use crate::clean;
use crate::furniture::ends_sentence;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Headline,
    /// A heading within the text.
    Heading,
    Item,
    /// What announces another article.
    Card,
    Other,
}

/// A line of the page.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) kind: Kind,
    pub(crate) text: String,
    /// How many of its characters are in links.
    pub(crate) links: usize,
}

/// The article, and the words of what was left out inside it.
#[derive(Debug)]
pub(crate) struct Article {
    pub(crate) kept: Vec<Block>,
    pub(crate) dropped: Vec<String>,
    /// How many of the dropped ones stand before the second paragraph.
    pub(crate) early: usize,
    /// Paragraphs so far.
    paragraphs: usize,
}

/// A line that stands for a paragraph, in bytes.
const PARAGRAPH: usize = 80;

/// Reads the article, from its headline to its end. What stands between a headline and a body
/// that does not hold it is the lead.
pub(crate) fn of(page: &Page, scope: &Scope, parts: &Parts) -> Article {
    let end = page.nodes[scope.body].end;
    let mut walker = Walker::new(page, parts);
    let Some(headline) = scope.headline else {
        walker.walk(scope.body, end);
        return walker.article;
    };
    walker.headline = Some(headline);
    if headline < scope.body {
        walker.walk(headline, scope.body);
        walker.walk(scope.body, end);
        return walker.article;
    }
    // Text above a headline is a crumb trail or a kicker, unless there is much of it.
    let above: usize = (scope.body..headline)
        .filter(|&at| page.nodes[at].tag.is_empty() && parts.dropped[at] == Drop::Kept)
        .map(|at| parts.weight[at])
        .sum();
    let from = if above * 5 > parts.weight[scope.body] { scope.body } else { headline };
    walker.walk(from, end);
    walker.article
}

struct Walker<'a> {
    page: &'a Page,
    parts: &'a Parts,
    headline: Option<usize>,
    article: Article,
    /// Open blocks: where they end, and whether one is a list item not yet begun.
    open: Vec<(usize, Kind)>,
    text: String,
    links: usize,
    /// The last text.
    last: usize,
}

impl<'a> Walker<'a> {
    fn new(page: &'a Page, parts: &'a Parts) -> Self {
        let article = Article { kept: Vec::new(), dropped: Vec::new(), early: 0, paragraphs: 0 };
        Self {
            page,
            parts,
            headline: None,
            article,
            open: Vec::new(),
            text: String::new(),
            links: 0,
            last: 0,
        }
    }

    fn walk(&mut self, from: usize, end: usize) {
        let mut at = from;
        let mut link_end = 0;
        while at < end {
            while self.open.last().is_some_and(|(end, _)| *end <= at) {
                self.flush();
                self.open.pop();
            }
            let node = &self.page.nodes[at];
            // Whatever holds the start of the walk has been entered already.
            if self.parts.dropped[at] != Drop::Kept && self.headline != Some(at) {
                self.drop(at);
                at = node.end;
                continue;
            }
            match node.tag.as_str() {
                "" => {
                    if self.is_glued(at) {
                        self.text.push(' ');
                    }
                    self.text.push_str(&node.text);
                    if !node.text.trim().is_empty() {
                        self.last = at;
                    }
                    if at < link_end {
                        self.links += node.text.trim().chars().count();
                    }
                }
                "a" => link_end = link_end.max(node.end),
                "br" => self.line_break(at),
                "sup" if self.is_mark(at) => {
                    at = node.end;
                    continue;
                }
                "tr" if self.is_row(at) => {
                    self.row(at);
                    at = node.end;
                    continue;
                }
                tag if is_block(tag) => {
                    self.flush();
                    let kind = match tag {
                        "li" => Kind::Item,
                        _ if self.headline == Some(at) => Kind::Headline,
                        "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading,
                        _ => Kind::Other,
                    };
                    self.open.push((node.end, kind));
                }
                _ => {}
            }
            at += 1;
        }
        self.flush();
        self.open.clear();
    }

    /// Ends a line.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let links = std::mem::take(&mut self.links);
        if text.trim().is_empty() {
            return;
        }
        let item = self.open.iter().rposition(|(_, kind)| *kind == Kind::Item);
        let within = |kind| self.open.iter().any(|(_, open)| *open == kind);
        let kind = match item {
            _ if within(Kind::Headline) => Kind::Headline,
            None if within(Kind::Heading) => Kind::Heading,
            Some(at) => {
                // Only the first line of an item begins with its mark.
                self.open[at].1 = Kind::Other;
                Kind::Item
            }
            None => Kind::Other,
        };
        let paragraph = kind != Kind::Headline && text.trim().len() >= PARAGRAPH;
        self.article.paragraphs += usize::from(paragraph);
        self.article.kept.push(Block { kind, text, links });
    }

    /// Whether a page shows two texts apart that nothing parts here: « 19 mars 2026 » and « Mis à
    /// jour à 11 h » in two `span` side by side.
    fn is_glued(&self, at: usize) -> bool {
        let nodes = &self.page.nodes;
        let (one, two) = (nodes[self.last].parent, nodes[at].parent);
        let apart = |text: &str| text.trim().contains(char::is_whitespace);
        let small = |node: usize| matches!(nodes[node].tag.as_str(), "span" | "a" | "time");
        one != two
            && small(one)
            && small(two)
            && nodes[one].parent == nodes[two].parent
            && nodes[self.last].text.ends_with(char::is_alphanumeric)
            && nodes[at].text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            && apart(&nodes[self.last].text)
            && apart(&nodes[at].text)
            && !self.text.ends_with(char::is_whitespace)
    }

    /// Two breaks end a line, and so does one after a whole sentence or after a line in a style of
    /// its own.
    fn line_break(&mut self, at: usize) {
        let next = (at + 1..self.page.nodes.len()).find(|&next| {
            !self.page.nodes[next].tag.is_empty() || !self.page.nodes[next].text.trim().is_empty()
        });
        let twice = next.is_some_and(|next| self.page.nodes[next].tag == "br");
        if twice || ends_sentence(self.text.trim_end()) || self.is_styled(at) {
            self.flush();
        } else {
            self.text.push(' ');
        }
    }

    /// Whether the line so far is one element of style, which ends before this node.
    fn is_styled(&self, at: usize) -> bool {
        let style = self.page.nodes[self.last].parent;
        let tag = self.page.nodes[style].tag.as_str();
        let is_style = matches!(tag, "b" | "strong" | "font" | "i" | "em" | "u" | "big" | "small");
        let line = self.text.trim();
        // A headline is short: nothing long is looked through again and again.
        let short = (1..=400).contains(&line.len()) && self.page.inside(style).len() <= 20;
        is_style && short && !self.page.contains(style, at) && self.page.text(style).trim() == line
    }

    /// `[1]`, the mark of a note.
    fn is_mark(&self, at: usize) -> bool {
        let text = self.page.text(at);
        let text = text.trim();
        let inner = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
        let linked = self.page.inside(at).any(|inner| self.page.nodes[inner].tag == "a");
        let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        inner.is_some_and(|inner| inner.len() <= 4) || linked && number(text)
    }

    /// A row of data: its cells hold a few words and no paragraphs.
    fn is_row(&self, at: usize) -> bool {
        let inside = self.page.inside(at);
        let blocks = inside.clone().any(|inner| {
            matches!(
                self.page.nodes[inner].tag.as_str(),
                "p" | "div" | "table" | "ul" | "ol" | "h1" | "h2"
            )
        });
        let words: usize = inside.map(|inner| self.page.nodes[inner].text.len()).sum();
        !blocks && words < 600
    }

    fn row(&mut self, at: usize) {
        self.flush();
        let cells: Vec<String> = self
            .page
            .inside(at)
            .filter(|&cell| matches!(self.page.nodes[cell].tag.as_str(), "td" | "th"))
            .map(|cell| clean::line(&self.page.text(cell)))
            .filter(|cell| !cell.is_empty())
            .collect();
        if !cells.is_empty() {
            let text = cells.join(" | ");
            self.article.kept.push(Block { kind: Kind::Other, text, links: 0 });
        }
    }

    /// Notes the words of a part that is left out for its name.
    fn drop(&mut self, at: usize) {
        if self.parts.dropped[at] == Drop::Card {
            self.flush();
            let text = clean::line(&self.page.spaced_text(at));
            self.article.kept.push(Block { kind: Kind::Card, text, links: 0 });
            return;
        }
        if self.parts.dropped[at] == Drop::Named {
            let text = clean::line(&self.page.spaced_text(at));
            if !text.is_empty() {
                self.article.dropped.push(text);
                if self.article.paragraphs < 2 {
                    self.article.early = self.article.dropped.len();
                }
            }
        }
        if is_block(&self.page.nodes[at].tag) {
            self.flush();
        }
    }
}
