//! The grammar of a case file: fixed and closed. A line that is none of these is prose.

use std::fmt;

use recoupe_model::Date;

/// One heading with its texts and what each of them must yield.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The heading.
    pub name: String,
    /// Its line, from 1.
    pub line: usize,
    /// « — publié le 2024-11-12 »: the date that relative dates are counted from.
    pub published: Option<Date>,
    /// The quoted text, or the items of the list: each must yield all the blocks.
    pub texts: Vec<String>,
    /// What must be found.
    pub blocks: Vec<Block>,
    /// « - text => values »: texts that each tell their own times and amounts, with their lines.
    pub items: Vec<(usize, String, String)>,
    /// A known gap: the case must still fail. Marked `(gap)` or `(lacune)`.
    pub gap: bool,
}

/// A fenced block: its kind (`claim`, `time`, …), the rest of its first line, its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The first word after the fence.
    pub kind: String,
    /// The second: the frame of a claim.
    pub frame: String,
    /// Its lines, with their line numbers.
    pub lines: Vec<(usize, String)>,
}

impl Block {
    /// The value of `name: value`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// All `name: value` lines.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let split = |(_, line): &'_ (usize, String)| -> Option<(usize, usize)> {
            line.find(':').map(|at| (at, line.len()))
        };
        self.lines.iter().filter_map(move |entry| {
            let (at, _) = split(entry)?;
            Some((entry.1[..at].trim(), entry.1[at + 1..].trim()))
        })
    }

    /// Whether it says that nothing must be found.
    pub fn is_none(&self) -> bool {
        self.lines.iter().all(|(_, line)| line.trim() == "none")
    }
}

/// A mistake in a case file, for its writer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unwritten {
    /// Line, from 1.
    pub line: usize,
    /// What to do.
    pub says: String,
}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.says)
    }
}

/// Reads the cases of one file.
///
/// # Errors
/// The first mistake, with its line and what to write instead.
pub fn parse(markdown: &str) -> Result<Vec<Case>, Unwritten> {
    let cases = expanded(sections(markdown)?);
    match cases.iter().find(|case| case.blocks.is_empty() || case.texts.is_empty()) {
        Some(case) if case.texts.is_empty() => {
            Err(unwritten(case.line, "add the text, in lines that begin with `> `, or a list"))
        }
        Some(case) => Err(unwritten(
            case.line,
            "add a block that tells what must be found, with `none` inside if nothing must be",
        )),
        None => Ok(cases),
    }
}

/// Each item with values of its own as a case of its own.
fn expanded(sections: Vec<Case>) -> Vec<Case> {
    let mut cases = Vec::new();
    for mut case in sections {
        let items = std::mem::take(&mut case.items);
        let of_its_own = items.iter().map(|(line, text, values)| {
            let values = values.split(" ; ").map(|value| (*line, value.trim().to_owned()));
            let block =
                Block { kind: "mentions".into(), frame: String::new(), lines: values.collect() };
            Case { line: *line, texts: vec![text.clone()], blocks: vec![block], ..case.clone() }
        });
        let of_its_own: Vec<Case> = of_its_own.collect();
        if of_its_own.is_empty() || !case.texts.is_empty() || !case.blocks.is_empty() {
            cases.push(case);
        }
        cases.extend(of_its_own.into_iter().map(|one| Case { items: Vec::new(), ..one }));
    }
    cases
}

/// Headings with what stands under them, whether or not it makes a whole case.
pub(super) fn sections(markdown: &str) -> Result<Vec<Case>, Unwritten> {
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = markdown.lines().enumerate().map(|(i, line)| (i + 1, line));
    while let Some((line, content)) = lines.next() {
        if let Some(name) = content.strip_prefix("## ") {
            cases.push(heading(line, name)?);
            continue;
        }
        let current = cases.last_mut();
        if let Some(quoted) = content.strip_prefix("> ") {
            let case = current.ok_or_else(|| orphan(line, "a quote"))?;
            match case.texts.last_mut() {
                Some(text) => {
                    text.push('\n');
                    text.push_str(quoted.trim_end());
                }
                None => case.texts.push(quoted.trim_end().to_owned()),
            }
        } else if let (Some(item), Some(case)) = (content.strip_prefix("- "), current) {
            match item.split_once(" => ") {
                Some((text, values)) => {
                    case.items.push((line, text.trim().to_owned(), values.trim().to_owned()));
                }
                None => case.texts.push(item.trim().to_owned()),
            }
        } else if let Some(info) = content.strip_prefix("```") {
            let mut words = info.split_whitespace();
            let kind = words.next().unwrap_or_default().to_owned();
            let frame = words.next().unwrap_or_default().to_owned();
            let inner = lines.by_ref().take_while(|(_, inner)| inner.trim() != "```");
            let inner = inner.filter(|(_, inner)| !inner.trim().is_empty());
            let block_lines = inner.map(|(at, inner)| (at, inner.trim().to_owned())).collect();
            let case = cases.last_mut().ok_or_else(|| orphan(line, "a block"))?;
            case.blocks.push(Block { kind, frame, lines: block_lines });
        }
    }
    Ok(cases)
}

fn heading(line: usize, name: &str) -> Result<Case, Unwritten> {
    let name = name.trim();
    let gap = ["(gap)", "(lacune)"].iter().any(|mark| name.ends_with(mark));
    let published = ["publié le ", "published "]
        .iter()
        .find_map(|marker| name.split_once(marker))
        .map(|(_, rest)| rest.trim().get(..10).unwrap_or(rest))
        .map(|date| {
            let says = "write the date of publication as 2024-11-12";
            date.parse().map_err(|_| unwritten(line, says))
        })
        .transpose()?;
    let name = name.to_owned();
    Ok(Case { name, line, published, texts: vec![], blocks: vec![], items: vec![], gap })
}

fn orphan(line: usize, what: &str) -> Unwritten {
    unwritten(line, &format!("{what} needs a `## heading` above it"))
}

fn unwritten(line: usize, says: &str) -> Unwritten {
    Unwritten { line, says: says.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_has_a_name_a_date_a_text_and_blocks() {
        let file = "# T\nprose\n## a — publié le 2024-11-12\n> Un.\n> Deux.\n```claim meet\n\
                    place: Oslo\n```\n";
        let cases = parse(file).unwrap();
        assert_eq!(cases[0].published, Some("2024-11-12".parse().unwrap()));
        assert_eq!(cases[0].texts, ["Un.\nDeux."]);
        assert_eq!(cases[0].blocks[0].get("place"), Some("Oslo"));
        assert!(!cases[0].gap);
    }

    #[test]
    fn items_of_a_list_are_texts_of_their_own() {
        let cases = parse("## a (lacune)\n- hier\n- la veille\n```time\n2013-02-11\n```").unwrap();
        assert_eq!(cases[0].texts, ["hier", "la veille"]);
        assert!(cases[0].gap);
    }

    #[test]
    fn items_with_values_are_cases_of_their_own() {
        let cases =
            parse("## a — publié le 2013-02-12\n- hier, 3 € => 2013-02-11 ; 3 EUR\n- rien => none")
                .unwrap();
        assert_eq!(cases.len(), 2);
        assert_eq!((cases[0].line, cases[0].texts[0].as_str()), (2, "hier, 3 €"));
        assert_eq!(cases[0].blocks[0].lines[1].1, "3 EUR");
        assert!(cases[1].blocks[0].is_none());
        assert!(cases[1].published.is_some());
    }

    #[test]
    fn mistakes_name_the_line_and_what_to_write() {
        let says = |file: &str| parse(file).unwrap_err().to_string();
        assert!(says("## a\n> b").starts_with("1: add a block"));
        assert!(says("## a\n```claim\nnone\n```").starts_with("1: add the text"));
        assert!(says("> b").starts_with("1: a quote needs"));
        assert!(says("## a — publié le 12/11\n").starts_with("1: write the date"));
    }
}
