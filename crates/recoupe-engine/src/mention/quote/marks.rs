//! Where quotation marks open and close, however a page writes them.
//!
//! One pass over the characters with a stack of open marks. A mark that cannot be told from its
//! own shape (`"`, or « » and ” the wrong way round) is told from its neighbours: what follows a
//! space and touches a letter opens.

use recoupe_model::Span;

/// A stretch between marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quoted {
    /// What is inside, without marks and outer white space.
    pub(super) inside: Span,
    /// How many quotations it stands in.
    pub(super) depth: usize,
    /// Whether its closing mark is missing.
    pub(super) unclosed: bool,
}

/// Shapes of marks that close each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    /// « » ‹ ›
    Angle,
    /// “ ” „ "
    Double,
    /// ‘ ’ '
    Single,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    Either,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    family: Family,
    side: Side,
    start: usize,
    end: usize,
}

#[derive(Clone, Copy, Debug)]
struct Opened {
    family: Family,
    from: usize,
    slot: usize,
}

/// A quotation goes on over at most this many bytes when its paragraph ends without its mark.
const REACH: usize = 3000;
/// Quotations stand in at most this many others.
const DEEPEST: usize = 6;

/// All quotations, by their start, outer ones first.
pub(super) fn find(text: &str) -> Vec<Quoted> {
    let marks = marks(text);
    let mut found: Vec<Option<Quoted>> = Vec::new();
    let mut open: Vec<Opened> = Vec::new();
    let mut next = 0;
    for (line_start, line) in lines(text) {
        let line_end = line_start + line.len();
        while let Some(mark) = marks.get(next).filter(|mark| mark.start < line_end) {
            next += 1;
            read(text, *mark, &marks[next..], &mut open, &mut found);
        }
        // What is still open ends with the paragraph, unless its mark comes before another opens.
        let later = &marks[next..];
        if let Some(at) = open.iter().position(|it| !goes_on(it.family, line_end, later)) {
            found[open[at].slot] = quoted(text, open[at].from, line_end, at, true);
            open.truncate(at);
        }
    }
    let mut found: Vec<Quoted> = found.into_iter().flatten().collect();
    found.sort_by_key(|it| (it.inside.start(), std::cmp::Reverse(it.inside.end())));
    found.dedup_by_key(|it| it.inside);
    found
}

/// One mark: closes what it can, or opens.
fn read(
    text: &str,
    mark: Mark,
    later: &[Mark],
    open: &mut Vec<Opened>,
    found: &mut Vec<Option<Quoted>>,
) {
    let partner = open.iter().rposition(|it| it.family == mark.family);
    let opens = match mark.side {
        // « after « without » between: the page repeats the mark at each paragraph, or nests.
        Side::Open => true,
        Side::Close => false,
        Side::Either => partner.is_none(),
    };
    if let Some(at) = partner.filter(|_| !opens) {
        // Whatever was opened inside and not closed is no quotation.
        let it = open[at];
        open.truncate(at);
        found[it.slot] = quoted(text, it.from, mark.start, at, false);
    } else if opens
        && open.len() < DEEPEST
        && (mark.family != Family::Single || closes_soon(mark, later))
    {
        open.push(Opened { family: mark.family, from: mark.end, slot: found.len() });
        found.push(None);
    }
}

fn quoted(text: &str, from: usize, to: usize, depth: usize, unclosed: bool) -> Option<Quoted> {
    let words = text.get(from..to)?;
    let start = from + (words.len() - words.trim_start().len());
    let trimmed = words.trim().trim_end_matches(',').trim_end();
    let has_word = trimmed.contains(char::is_alphanumeric);
    let inside = Span::new(start, start + trimmed.len()).filter(|_| has_word)?;
    Some(Quoted { inside, depth, unclosed })
}

/// Whether the closing mark comes after the end of the paragraph, before another opens.
fn goes_on(family: Family, line_end: usize, later: &[Mark]) -> bool {
    let next = later.iter().find(|mark| mark.family == family);
    family != Family::Single
        && next.is_some_and(|mark| mark.side == Side::Close && mark.start < line_end + REACH)
}

/// A single mark is an apostrophe unless one that closes it follows.
fn closes_soon(mark: Mark, later: &[Mark]) -> bool {
    let mut later = later.iter().take_while(|next| next.start < mark.end + 300);
    later.any(|next| next.family == Family::Single && next.side != Side::Open)
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let here = start;
        start += line.len() + 1;
        (here, line)
    })
}

/// Every mark with the side that its shape and its neighbours give it.
fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut before = ' ';
    let mut angle_open = false;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |&(_, c)| c);
        let end = start + c.len_utf8();
        let opens = is_outer(before) && touches(after);
        let closes = !before.is_whitespace() && !after.is_alphanumeric();
        let side = match c {
            // Told apart by shape.
            '«' | '‹' if angle_open && closes && !touches(after) => {
                Some((Family::Angle, Side::Close))
            }
            '«' | '‹' => Some((Family::Angle, Side::Open)),
            '»' | '›' if !angle_open && opens => Some((Family::Angle, Side::Open)),
            '»' | '›' => Some((Family::Angle, Side::Close)),
            '“' | '„' if closes && !opens && !touches(after) => {
                Some((Family::Double, Side::Close))
            }
            '“' | '„' => Some((Family::Double, Side::Open)),
            '”' | '"' if opens => Some((Family::Double, Side::Either)),
            '”' => Some((Family::Double, Side::Close)),
            '"' if closes => Some((Family::Double, Side::Close)),
            '"' => Some((Family::Double, Side::Either)),
            '‘' if opens => Some((Family::Single, Side::Open)),
            '\'' if opens && after.is_alphabetic() => Some((Family::Single, Side::Open)),
            '’' | '\'' if closes => Some((Family::Single, Side::Close)),
            _ => None,
        };
        if let Some((family, side)) = side {
            if family == Family::Angle {
                angle_open = side == Side::Open;
            }
            marks.push(Mark { family, side, start, end });
        }
        if c == '\n' {
            angle_open = false;
        }
        before = c;
    }
    marks
}

/// What may stand before an opening mark.
fn is_outer(c: char) -> bool {
    c.is_whitespace() || "([{'’«“\"—–-/:".contains(c)
}

/// What may stand right after an opening mark.
fn touches(c: char) -> bool {
    c.is_alphanumeric() || "«“\"‘'’([…$€".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|it| it.inside.of(text)).collect()
    }

    #[test]
    fn marks_of_all_shapes() {
        assert_eq!(inside("Il dit « oui »."), ["oui"]);
        assert_eq!(inside("Il dit «\u{a0}oui\u{202f}», puis part."), ["oui"]);
        assert_eq!(inside("He said “yes,” then left."), ["yes"]);
        assert_eq!(inside("He said \"yes\" and \"no\"."), ["yes", "no"]);
        assert_eq!(inside("un acte d' »agression« , dit-il"), ["agression"]);
        assert_eq!(inside("un acte d' »agression » , dit-il"), ["agression"]);
        assert_eq!(inside("leur '”unité”' et la \"paix\""), ["unité", "paix"]);
        assert_eq!(inside("la 'paix' des braves, l'été d'avant"), ["paix"]);
    }

    #[test]
    fn one_inside_another() {
        let text = "« Ils ont crié “assez” toute la nuit », dit-elle.";
        assert_eq!(inside(text), ["Ils ont crié “assez” toute la nuit", "assez"]);
        assert_eq!(find(text)[1].depth, 1);
    }

    #[test]
    fn paragraphs() {
        assert_eq!(inside("« Un début.\n« Une fin. »\nReste."), ["Un début.", "Une fin."]);
        assert_eq!(inside("« Un début.\nUne fin. »\nReste."), ["Un début.\nUne fin."]);
        assert_eq!(inside("Il a crié « jamais\nPuis rien."), ["jamais"]);
        assert!(find("Il a crié « jamais\nPuis rien.")[0].unclosed);
    }

    #[test]
    fn no_quotation() {
        let none: [&str; 0] = [];
        for text in
            ["l'été d'avant", "the soldiers' camp", "'90s", "5' 10\" tall", "« »", "»", "a\" b"]
        {
            assert_eq!(inside(text), none, "{text}");
        }
    }
}
