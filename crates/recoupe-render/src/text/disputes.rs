//! Where reports part: each version with one quote, on whose word, and why it is a dispute.

use super::Sheet;
use crate::paper::{Piece, mark, plain, soft, strong};
use crate::quote;
use crate::sections::{Case, Section, Sorted};
use crate::wire::v1::{Finding, Position, Value};
use crate::words::clean;

impl<'a> Sheet<'_, 'a> {
    pub(super) fn disputes(&mut self, sorted: &Sorted<'a>) {
        let view = self.view;
        if sorted.disputes.is_empty() {
            self.paper.blank();
            self.line(view.words.t("text.no_dispute"));
            return;
        }
        self.title(Section::Disputes, sorted.disputes.len());
        for (n, case) in sorted.disputes.iter().take(self.limit()).enumerate() {
            if n > 0 {
                self.paper.blank();
            }
            self.dispute(n + 1, *case);
        }
        self.cut(Section::Disputes, sorted.disputes.len());
    }

    fn dispute(&mut self, number: usize, case: Case<'a>) {
        let words = self.view.words;
        let role = words.name("role", &case.finding.role);
        let title = self.view.pair(&clean(&case.event.title), role);
        let id = format!("[{}/{}]", case.event.id, case.finding.role);
        let number = format!("{number}. ");
        self.paper.paragraph(&number, "   ", &[strong(title), soft(id)]);
        for (n, position) in case.finding.values.iter().enumerate() {
            let sign = if is_side(case, n) { "≠" } else { "·" };
            self.position(sign, case.finding, position);
        }
        let kind = case.finding.kind.as_deref().map(|kind| words.name("kind", kind));
        let why = clean(&case.finding.why);
        let reasons = [Some(why.as_str()), kind].into_iter().flatten();
        let reasons = reasons.filter(|it| !it.is_empty()).collect::<Vec<_>>();
        if !reasons.is_empty() {
            let why = self.view.pair(words.t("text.why"), &reasons.join(" — "));
            self.paper.paragraph("   ", "   ", &[plain(why)]);
        }
    }

    /// One version: its value, its origins, and the words of one article.
    pub(super) fn position(&mut self, sign: &str, finding: &Finding, it: &Position) {
        let view = self.view;
        let value = view.position(&finding.role, it);
        let count = view.words.count("text.origins_short", it.origins.len());
        let origins = view.pair(&count, &view.list(&it.origins));
        let mut head: Vec<Piece> = vec![mark(value)];
        if !it.origins.is_empty() {
            head.push(plain(format!("— {origins}")));
        }
        self.paper.paragraph(&format!("   {sign} "), "     ", &head);
        let Some(claim) = view.spokesman(&it.claims) else { return };
        let said = view.words.quoted(&quote::short(view, claim, &finding.role));
        let others = view.articles_of(&it.claims).len().saturating_sub(1);
        let label = format!("{},", view.label_dated(&claim.article));
        let line = view.pair(&view.on_whose_word(claim), &said);
        let mut pieces = vec![self.linked(&claim.article, &label), soft(line)];
        if others > 0 {
            pieces.push(soft(view.words.count("text.more_articles", others)));
        }
        self.paper.paragraph("     ", "     ", &pieces);
    }
}

/// Whether a version is held against another. The first two are; an amount that was given at
/// another hour, or a date or amount that goes with one of them, is only told beside.
fn is_side(case: Case, n: usize) -> bool {
    let values = &case.finding.values;
    if n < 2 {
        return true;
    }
    let goes = |a: &Value, b: &Value| match (a, b) {
        (Value::Time(a), Value::Time(b)) => {
            let before = |to: &Option<String>, from: &Option<String>| matches!((to, from), (Some(to), Some(from)) if to < from);
            !before(&a.to, &b.from) && !before(&b.to, &a.from)
        }
        _ => false,
    };
    let beside = values.iter().take(2).any(|side| goes(&side.value, &values[n].value));
    let is_tally = case.event.frame == "casualties" && case.finding.role == "quantity";
    !beside && !is_tally
}
