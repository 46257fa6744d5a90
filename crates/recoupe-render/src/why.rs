//! The full path of a claim, an event or a finding: words, rule, values, rivals, reasons.

use crate::paper::{Paper, plain, soft, strong};
use crate::quote;
use crate::view::View;
use crate::wire::v1::{Article, Claim, Dossier, Event, Evidence, Explanation, Finding};
use crate::words::{Words, clean};

const WIDTH: usize = 80;

/// Why the dossier says this: `c7`, `e1` or `e1/time`. `None` when it has no such thing.
pub fn why(dossier: &Dossier, id: &str, words: &Words) -> Option<String> {
    let view = View::new(dossier, words);
    let mut path = Path { view: &view, paper: Paper::new(WIDTH, false, false) };
    if let Some(claim) = view.claim(id) {
        path.claim(claim);
        return Some(path.paper.finish());
    }
    let (event, role) = id.split_once('/').map_or((id, None), |(event, role)| (event, Some(role)));
    let mut events = dossier.stories.iter().flat_map(|it| &it.events);
    let event = events.find(|it| it.id == event)?;
    match role {
        Some(role) => path.finding(event, event.slots.iter().find(|it| it.role == role)?),
        None => path.event(event),
    }
    Some(path.paper.finish())
}

struct Path<'v, 'a> {
    view: &'v View<'a>,
    paper: Paper,
}

impl<'a> Path<'_, 'a> {
    /// « Label : words », with the words hanging.
    fn entry(&mut self, key: &str, says: &str) {
        let label = self.view.pair(self.view.words.t(key), "");
        self.paper.paragraph("", "  ", &[strong(label), plain(says)]);
    }

    fn claim(&mut self, claim: &'a Claim) {
        let (view, words) = (self.view, self.view.words);
        self.paper.rule(&words.with("why.claim", &[("x", &claim.id)]));
        for evidence in &claim.evidence {
            self.entry("why.quote", &words.quoted(&clean(&evidence.quote)));
            if let Some(article) = view.article(&claim.article) {
                self.entry("why.context", &context(article, evidence));
            }
        }
        let path = view.article(&claim.article).map_or("", |it| it.path.as_str());
        let article =
            format!("{} ({}, {})", view.label_dated(&claim.article), claim.article, clean(path));
        self.entry("why.article", &article);
        let frame = format!("{} ({})", words.name("frame", &claim.frame), clean(&claim.frame));
        self.entry("why.type", &frame);
        self.entry("why.source", &view.source(claim));
        let said = words.name("modality", &claim.modality);
        let polarity = words.name("polarity", &claim.polarity);
        self.entry("why.said", &format!("{said}, {polarity}"));
        for (role, fillers) in &claim.roles {
            for value in fillers {
                let language = view.article(&claim.article).map_or("", |it| it.language.as_str());
                let normal = format!("{} {}", view.value(value, language), detail(value));
                let line =
                    format!("{} ← {}", normal.trim_end(), words.quoted(&clean(value.text())));
                self.entry("why.read", &view.pair(words.name("role", role), &line));
            }
        }
        if let Some(rank) = &claim.rank {
            self.entry("why.rank", clean(&format!("{} {}", rank.order, rank.scope)).trim_end());
        }
        self.entry("why.rule", &clean(&claim.rule));
        self.standing(claim);
    }

    /// What the claim supports, and what stands against it.
    fn standing(&mut self, claim: &Claim) {
        let view = self.view;
        let mut rivals = Vec::new();
        let mut supports = Vec::new();
        let events = view.dossier.stories.iter().flat_map(|it| &it.events);
        for event in events.filter(|it| it.claims.contains(&claim.id)) {
            supports.push(format!("{} ({})", clean(&event.title), event.id));
            for slot in &event.slots {
                let (ours, others): (Vec<_>, Vec<_>) =
                    slot.values.iter().partition(|it| it.claims.contains(&claim.id));
                let verdict = view.words.name("verdict", &slot.verdict);
                let role = view.words.name("role", &slot.role);
                for it in &ours {
                    let value = view.pair(role, &view.position(&slot.role, it));
                    supports.push(format!("{value} ({verdict}, {}/{})", event.id, slot.role));
                }
                if !ours.is_empty() && slot.verdict == "disputed" {
                    rivals.extend(others.into_iter().map(|it| (role, slot, it)));
                }
            }
        }
        if supports.is_empty() {
            supports.push(view.words.t("why.nothing").to_owned());
        }
        for line in supports {
            self.entry("why.supports", &line);
        }
        for (role, slot, it) in rivals {
            let value = view.pair(role, &view.position(&slot.role, it));
            let line = format!("{value} — {} ({})", view.list(&it.origins), it.claims.join(", "));
            self.entry("why.rivals", &line);
        }
    }

    fn event(&mut self, event: &'a Event) {
        let words = self.view.words;
        self.paper.rule(&words.with("why.event", &[("x", &event.id)]));
        self.paper.paragraph("", "  ", &[strong(clean(&event.title))]);
        let frame = format!("{} ({})", words.name("frame", &event.frame), clean(&event.frame));
        self.entry("why.type", &frame);
        let status = words.name("status", &event.status);
        self.entry("why.status", &format!("{status} — {}", self.view.origin_words(event)));
        self.entry("why.articles", &self.view.tellers(&event.claims));
        for slot in &event.slots {
            self.finding(event, slot);
        }
    }

    fn finding(&mut self, event: &Event, slot: &Finding) {
        let (view, words) = (self.view, self.view.words);
        let role = words.name("role", &slot.role);
        let title = words.with("why.finding", &[("x", &event.id), ("role", role)]);
        self.paper.rule(&view.pair(&title, words.name("verdict", &slot.verdict)));
        self.paper.paragraph("", "  ", &[plain(clean(&event.title)), soft(clean(&slot.why))]);
        if let Some(kind) = &slot.kind {
            self.entry("why.said", words.name("kind", kind));
        }
        self.paper.paragraph("", "", &[strong(view.pair(words.t("why.positions"), ""))]);
        for it in &slot.values {
            let value = view.position(&slot.role, it);
            let head = format!("{value} — {}", view.list(&it.origins));
            self.paper.paragraph("• ", "  ", &[strong(head)]);
            for claim in view.claims(&it.claims) {
                let said = words.quoted(&quote::short(view, claim, &slot.role));
                let line = format!("{} [{}]", view.pair(&view.speaks(claim), &said), claim.id);
                self.paper.paragraph("    ", "      ", &[plain(line)]);
            }
        }
        if !slot.because.says.is_empty() {
            self.paper.paragraph("", "", &[strong(view.pair(words.t("why.reasons"), ""))]);
            self.reasons(&slot.because, 0);
        }
    }

    fn reasons(&mut self, it: &Explanation, depth: usize) {
        let indent = "  ".repeat(depth.min(8));
        let (first, rest) = (format!("{indent}└ "), format!("{indent}  "));
        self.paper.paragraph(&first, &rest, &[plain(clean(&it.says))]);
        for inner in &it.details {
            self.reasons(inner, depth + 1);
        }
    }
}

/// Identity and bounds of a value, as the dossier holds them.
fn detail(value: &crate::wire::v1::Value) -> String {
    use crate::wire::v1::Value;
    let end = |it: &Option<String>| it.clone().unwrap_or_else(|| "…".into());
    let number = |it: Option<crate::wire::v1::Number>| {
        it.map_or_else(|| "…".to_owned(), |it| it.0.to_string())
    };
    match value {
        Value::Entity(it) => format!("[{}]", clean(&it.id)),
        Value::Time(it) => format!("[{} – {}]", end(&it.from), end(&it.to)),
        Value::Quantity(it) => {
            let about = if it.approximate { "≈ " } else { "" };
            format!("[{about}{} – {} {}]", number(it.low), number(it.high), clean(&it.unit))
        }
        Value::Text(_) => String::new(),
    }
}

/// The sentence around some words, which stand between `[[` and `]]`.
fn context(article: &Article, evidence: &Evidence) -> String {
    let all: Vec<char> = article.text.chars().collect();
    let (start, end) = (evidence.start.min(all.len()), evidence.end.min(all.len()));
    let (before, after) = (all.get(..start).unwrap_or(&[]), all.get(end..).unwrap_or(&[]));
    let ends = |pair: &[char]| match pair {
        ['\n', _] => true,
        ['.' | '!' | '?' | '…', next] => next.is_whitespace(),
        _ => false,
    };
    let from = before.windows(2).rposition(ends).map_or(0, |n| n + 1);
    let to = after.windows(2).position(ends).map_or(after.len(), |n| n + 1);
    let text = |chars: Option<&[char]>| chars.unwrap_or(&[]).iter().collect::<String>();
    let marked = format!(
        "{}[[{}]]{}",
        text(before.get(from..)),
        text(all.get(start..end.max(start))),
        text(after.get(..to))
    );
    clean(&marked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    fn french(id: &str) -> Option<String> {
        let out = why(&Dossier::from(&fixture::dossier()), id, &Words::of("fr"))?;
        Some(out.replace(['\u{a0}', '\n'], " ").split_whitespace().collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn a_claim_shows_its_words_its_reading_and_its_rivals() {
        let out = french("c7").unwrap();
        assert!(
            out.contains("En échange, [[Santiago aurait livré du lithium]], selon une source"),
            "{out}"
        );
        assert!(out.contains("selon une source proche du dossier (source anonyme)"));
        assert!(out.contains("Dit comme : au conditionnel, a eu lieu"));
        assert!(out.contains("Règle : transfer/verb"));
        assert!(out.contains("Versions rivales : a eu lieu ou non : n’a pas eu lieu — Chili (c8)"));
    }

    #[test]
    fn a_finding_shows_its_reasons_and_every_version() {
        let out = french("e1/place").unwrap();
        assert!(out.contains("• Oslo — NTB, ministère norvégien"), "{out}");
        assert!(out.contains("[c4]") && out.contains("[c2]"));
        assert!(out.contains("└ Oslo ≠ Santiago"));
    }

    #[test]
    fn an_event_shows_all_of_its_findings() {
        let out = french("e1").unwrap();
        assert!(out.contains("e1, quand : établi") && out.contains("e1, où : contesté"), "{out}");
    }

    #[test]
    fn what_is_not_there_has_no_reason() {
        for id in ["c99", "e1/goods", "e9/time", "", "/"] {
            assert_eq!(french(id), None, "{id}");
        }
    }
}
