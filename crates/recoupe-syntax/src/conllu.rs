//! CoNLL-U, the exchange format of Universal Dependencies.

use std::fmt;
use std::fmt::Write as _;

use recoupe_model::{Deprel, Feats, Multiword, Sentence, Span, Token};

/// A line that is not CoNLL-U.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: &'static str,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for ReadError {}

/// Reads sentences.
///
/// Spans are bytes of the text that [`text`] gives: the surface tokens with the spaces that
/// `SpaceAfter=No` leaves, sentences separated by line breaks. Empty nodes are skipped; a head
/// that is missing (`_`) is read as none.
///
/// ```
/// let text = "1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n\
///             1\tde\tde\tADP\t_\t_\t0\troot\t_\t_\n\
///             2\tle\tle\tDET\t_\t_\t1\tdet\t_\t_\n\n";
/// let sentences = recoupe_syntax::conllu::read(text).unwrap();
/// assert_eq!(sentences[0].multiwords.len(), 1);
/// assert_eq!(recoupe_syntax::conllu::read("rubbish\n").unwrap_err().line, 1);
/// ```
pub fn read(conllu: &str) -> Result<Vec<Sentence>, ReadError> {
    let mut reader = Reader::default();
    for (index, line) in conllu.lines().enumerate() {
        let error = |what| ReadError { line: index + 1, what };
        let line = line.trim_end_matches('\r');
        if line.is_empty() {
            reader.finish().map_err(error)?;
        } else if !line.starts_with('#') {
            reader.line(line).map_err(error)?;
        }
    }
    let last = conllu.lines().count();
    reader.finish().map_err(|what| ReadError { line: last, what })?;
    Ok(reader.sentences)
}

/// The text that the spans of [`read`] point into.
pub fn text(conllu: &str) -> Result<String, ReadError> {
    let mut reader = Reader::default();
    for (index, line) in conllu.lines().enumerate() {
        let error = |what| ReadError { line: index + 1, what };
        if line.trim_end().is_empty() {
            reader.finish().map_err(error)?;
        } else if !line.starts_with('#') {
            reader.line(line.trim_end_matches('\r')).map_err(error)?;
        }
    }
    Ok(reader.text)
}

#[derive(Default)]
struct Reader {
    sentences: Vec<Sentence>,
    text: String,
    tokens: Vec<Token>,
    multiwords: Vec<Multiword>,
    /// Words of the present multiword token still to come.
    covered: usize,
    space: bool,
}

impl Reader {
    fn line(&mut self, line: &str) -> Result<(), &'static str> {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, upos, _, feats, head, deprel, _, misc] = fields[..] else {
            return Err("a word has ten columns separated by tabs");
        };
        if id.contains('.') {
            return Ok(());
        }
        let number = |text: &str| text.parse::<usize>().map_err(|_| "not a number");
        if let Some((first, last)) = id.split_once('-') {
            let (first, last) = (number(first)?, number(last)?);
            if first != self.tokens.len() + 1 || last < first || self.covered > 0 {
                return Err("a range must start at the next word");
            }
            self.covered = last - first + 1;
            let span = self.surface(form, misc)?;
            self.multiwords.push(Multiword { span, first: first - 1, last: last - 1 });
            return Ok(());
        }
        if number(id)? != self.tokens.len() + 1 {
            return Err("words must be numbered from 1");
        }
        let span = if self.covered > 0 {
            self.covered -= 1;
            self.multiwords.last().map_or_else(Span::default, |multiword| multiword.span)
        } else {
            self.surface(form, misc)?
        };
        let head = if head == "_" { 0 } else { number(head)? };
        self.tokens.push(Token {
            span,
            form: form.into(),
            lemma: lemma.into(),
            upos: if upos == "_" { Ok(recoupe_model::Upos::X) } else { upos.parse() }
                .map_err(|_| "unknown part of speech")?,
            feats: Feats::new(feats),
            head: head.checked_sub(1),
            deprel: if deprel == "_" { "dep" } else { deprel }
                .parse::<Deprel>()
                .map_err(|_| "unknown relation")?,
        });
        Ok(())
    }

    /// Puts a surface token into the text.
    fn surface(&mut self, form: &str, misc: &str) -> Result<Span, &'static str> {
        if self.space {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(form);
        self.space = !misc.split('|').any(|item| item == "SpaceAfter=No");
        Span::new(start, self.text.len()).ok_or("text beyond 4 GiB")
    }

    fn finish(&mut self) -> Result<(), &'static str> {
        if self.covered > 0 {
            return Err("a range lacks words");
        }
        let (Some(first), Some(last)) = (self.tokens.first(), self.tokens.last()) else {
            return Ok(());
        };
        let count = self.tokens.len();
        if self.tokens.iter().any(|token| token.head.is_some_and(|head| head >= count)) {
            return Err("a head lies outside the sentence");
        }
        let span = first.span.cover(last.span);
        let tokens = std::mem::take(&mut self.tokens);
        let multiwords = std::mem::take(&mut self.multiwords);
        self.sentences.push(Sentence { span, tokens, multiwords });
        self.text.push('\n');
        self.space = false;
        Ok(())
    }
}

/// Writes sentences whose spans point into `text`.
pub fn write(sentences: &[Sentence], text: &str) -> String {
    let mut out = String::new();
    for sentence in sentences {
        let line: String = sentence.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "# text = {line}");
        for (index, token) in sentence.tokens.iter().enumerate() {
            let within = sentence.multiwords.iter().find(|m| (m.first..=m.last).contains(&index));
            if let Some(multiword) = within.filter(|multiword| multiword.first == index) {
                let ids = format!("{}-{}", multiword.first + 1, multiword.last + 1);
                let misc = space_after(text, multiword.span, sentence);
                let form = surface(text, multiword.span);
                let _ = writeln!(out, "{ids}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}");
            }
            let misc = if within.is_some() { "_" } else { space_after(text, token.span, sentence) };
            word(&mut out, index, token, misc);
        }
        out.push('\n');
    }
    out
}

fn word(out: &mut String, index: usize, token: &Token, misc: &str) {
    let head = token.head.map_or(0, |head| head + 1);
    let form = token.form.replace(|c: char| c.is_whitespace(), " ");
    let lemma = token.lemma.replace(|c: char| c.is_whitespace(), " ");
    let (upos, feats, deprel) = (token.upos.name(), token.feats.column(), &token.deprel);
    let _ = writeln!(
        out,
        "{}\t{form}\t{lemma}\t{upos}\t_\t{feats}\t{head}\t{deprel}\t_\t{misc}",
        index + 1
    );
}

fn surface(text: &str, span: Span) -> String {
    span.of(text).replace(|c: char| c.is_whitespace(), " ")
}

/// `SpaceAfter=No` when the next character within the sentence is no white space.
fn space_after(text: &str, span: Span, sentence: &Sentence) -> &'static str {
    let next = text.get(span.end()..).and_then(|rest| rest.chars().next());
    match next {
        Some(c) if !c.is_whitespace() && span.end() < sentence.span.end() => "SpaceAfter=No",
        _ => "_",
    }
}
