//! One row per position, for spreadsheets (RFC 4180).

use recoupe_model as model;

use crate::view::View;
use crate::wire::v1::{Dossier, Event, Finding, Number, Position, Story, Value};
use crate::words::Words;

const HEADER: [&str; 15] = [
    "story", "event", "type", "role", "verdict", "value", "from", "to", "low", "high", "unit",
    "origins", "articles", "quote", "kind",
];

/// Positions as rows; names of columns and codes are those of the wire format.
pub fn csv(dossier: &model::Dossier) -> String {
    from_wire(&Dossier::from(dossier))
}

/// As [`csv`], of a dossier that was read back.
pub fn from_wire(dossier: &Dossier) -> String {
    let words = Words::of("en");
    let view = View::new(dossier, &words);
    let mut out = HEADER.join(",") + "\r\n";
    for story in &dossier.stories {
        for event in &story.events {
            for finding in &event.slots {
                for position in &finding.values {
                    out += &row(&view, story, event, finding, position);
                }
            }
        }
    }
    out
}

fn row(view: &View<'_>, story: &Story, event: &Event, slot: &Finding, it: &Position) -> String {
    let number = |n: Option<Number>| n.map_or_else(String::new, plain);
    let [mut from, mut to, mut low, mut high, mut unit] = [const { String::new() }; 5];
    let value = match &it.value {
        Value::Entity(it) => it.name.clone(),
        Value::Text(it) => it.text.clone(),
        Value::Time(it) => {
            from = it.from.clone().unwrap_or_default();
            to = it.to.clone().unwrap_or_default();
            it.text.clone()
        }
        Value::Quantity(it) => {
            (low, high, unit) = (number(it.low), number(it.high), it.unit.clone());
            it.text.clone()
        }
    };
    let labels = view.articles_of(&it.claims).into_iter().map(|id| view.label(id));
    let claims = view.claims(&it.claims);
    let evidence = claims.first().and_then(|it| it.evidence.first());
    let quote = evidence.map_or("", |it| it.quote.as_str());
    let cells = [
        story.id.clone(),
        event.id.clone(),
        event.frame.clone(),
        slot.role.clone(),
        slot.verdict.clone(),
        value,
        from,
        to,
        low,
        high,
        unit,
        it.origins.join("; "),
        labels.collect::<Vec<_>>().join("; "),
        quote.to_owned(),
        slot.kind.clone().unwrap_or_default(),
    ];
    cells.iter().map(|it| cell(it)).collect::<Vec<_>>().join(",") + "\r\n"
}

fn plain(n: Number) -> String {
    n.whole().map_or_else(|| n.0.to_string(), |whole| whole.to_string())
}

/// Quoted when it must be. What a spreadsheet would take for a formula begins with an
/// apostrophe, unless it is a number.
fn cell(words: &str) -> String {
    let is_formula = words.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if is_formula && words.parse::<f64>().is_err() { "'" } else { "" };
    let words = format!("{guard}{words}");
    if words.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", words.replace('"', "\"\""))
    } else {
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn one_row_per_position() {
        let out = csv(&fixture::dossier());
        let rows: Vec<_> = out.split("\r\n").collect();
        assert!(rows[0].starts_with("story,event,type,role,verdict,value,from,to,low,high,unit"));
        let oslo = rows.iter().find(|it| it.contains(",Oslo,")).unwrap();
        assert!(oslo.starts_with("s1,e1,treaty.sign,place,disputed,Oslo,,,,,,"), "{oslo}");
        assert!(oslo.ends_with(",contradiction"));
        let many = rows.iter().find(|it| it.contains("plus de 10 000")).unwrap();
        assert!(many.contains(",10000,,technician,Le Fjord,Le Fjord,"), "{many}");
        assert_eq!(rows.len(), 1 + 12 + 1);
    }

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("@x"), "'@x");
        assert_eq!(cell("-5"), "-5");
        assert_eq!(cell("-cmd,\"a\""), "\"'-cmd,\"\"a\"\"\"");
        assert_eq!(cell("deux\nlignes"), "\"deux\nlignes\"");
    }
}
