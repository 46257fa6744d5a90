//! Whether what was found is what a case wants.

use recoupe_model::{
    Claim, Date, Mention, MentionKind, Modality, Polarity, Quantity, Time, Value, Zone,
};

use super::parse::Block;

/// The first thing about a claim that a block does not want; `None` when they agree.
pub(super) fn difference(block: &Block, claim: &Claim) -> Option<String> {
    if block.frame != claim.frame.as_ref() {
        return Some(format!("type is {}", claim.frame));
    }
    let source = sources(claim);
    let entities: Vec<String> = claim
        .attribution
        .iter()
        .map(|it| it.entity.as_ref().map_or_else(|| plain(&it.name), ToString::to_string))
        .collect();
    let wanted = block.get("source").map(plain_chain).unwrap_or_default();
    if wanted != source && wanted != entities.join(" > ") {
        return Some(format!("source is « {source} »"));
    }
    if block.get("polarity").unwrap_or(Polarity::Positive.name()) != claim.polarity.name() {
        return Some(format!("polarity is {}", claim.polarity.name()));
    }
    if block.get("modality").unwrap_or(Modality::Asserted.name()) != claim.modality.name() {
        return Some(format!("modality is {}", claim.modality.name()));
    }
    block.pairs().find_map(|(name, wanted)| slot_difference(claim, name, wanted))
}

fn slot_difference(claim: &Claim, name: &str, wanted: &str) -> Option<String> {
    let told = |found: Option<String>| {
        let found = found.unwrap_or_default();
        (plain(&found) != plain(wanted)).then(|| format!("{name} is « {found} »"))
    };
    match name {
        "source" | "polarity" | "modality" => None,
        "predicate" => told(Some(claim.predicate.clone())),
        "rank" => told(claim.rank.as_ref().map(|rank| rank.order.clone())),
        "obligation" => told(claim.commitment.as_ref().map(|c| c.obligation.name().to_owned())),
        "against" if ["yes", "no"].contains(&wanted) => {
            told(Some(if claim.against.is_empty() { "no" } else { "yes" }.to_owned()))
        }
        "immediate" => {
            let immediate = claim.commitment.as_ref().is_some_and(|c| c.immediate);
            told(Some(if immediate { "yes" } else { "no" }.to_owned()))
        }
        "trigger" => {
            let trigger = claim.commitment.as_ref().and_then(|c| c.trigger.as_ref());
            told(trigger.map(|text| text.text.clone()))
        }
        _ => {
            let Ok(role) = name.parse() else { return Some(format!("« {name} » is not a role")) };
            let fillers = claim.roles.get(&role).map_or(&[][..], Vec::as_slice);
            let lacking = wanted
                .split(" ; ")
                .find(|want| !fillers.iter().any(|filler| value_is(filler, want.trim())))?;
            let found: Vec<String> = fillers.iter().map(describe).collect();
            Some(format!("{name} is [{}], not « {lacking} »", found.join(" ; ")))
        }
    }
}

fn sources(claim: &Claim) -> String {
    claim.attribution.iter().map(|it| plain(&it.name)).collect::<Vec<_>>().join(" > ")
}

fn plain_chain(chain: &str) -> String {
    chain.split(" > ").map(plain).collect::<Vec<_>>().join(" > ")
}

fn value_is(value: &Value, want: &str) -> bool {
    let normalised = match value {
        Value::Entity(entity) => {
            if entity.id.as_str() == want || plain(&entity.name) == plain(want) {
                return true;
            }
            String::new()
        }
        Value::Time(time) => days_form(time),
        Value::Quantity(quantity) => quantity_form(quantity),
        Value::Text(_) => String::new(),
    };
    normalised == want || plain(value.text()) == plain(want)
}

fn describe(value: &Value) -> String {
    match value {
        Value::Entity(entity) => format!("{} ({})", entity.text, entity.id),
        Value::Time(time) => days_form(time),
        Value::Quantity(quantity) => quantity_form(quantity),
        Value::Text(text) => text.text.clone(),
    }
}

/// What a case writes for a mention of this kind; `None` for another kind.
pub(super) fn mention_form(mention: &Mention, kind: &str, text: &str) -> Option<String> {
    match (&mention.kind, kind) {
        (MentionKind::Time(time), "mentions") => Some(time_form(time)),
        (MentionKind::Time(time), "time") => (!time.is_dayless()).then(|| days_form(time)),
        (MentionKind::Quantity(quantity), "quantity" | "mentions") => Some(quantity_form(quantity)),
        (MentionKind::Name(entity), "name") => {
            Some(format!("{} = {}", mention.span.of(text), entity.id))
        }
        (MentionKind::Quote(_), "quote") => Some(mention.span.of(text).to_owned()),
        _ => None,
    }
}

/// `2024-11-11`, `2024-06-01..2024-06-30`, `2022-01-01..`, `thursday`, `--11-11`, `--11`.
///
/// An hour follows its day, `2024-11-11 05:12`, `2024-11-11 09:00-12:00`, and stands alone without
/// one; what comes again is `every P1W thursday`.
pub(super) fn time_form(time: &Time) -> String {
    let days = days_form(time);
    if let Some(every) = time.every {
        let weekday = time.weekday.map(|day| format!(" {}", day.name())).unwrap_or_default();
        return format!("every {every}{weekday}");
    }
    let Some(clock) = time.clock else { return days };
    let hour = |minutes: i16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let from = hour(clock.from);
    let hours = if clock.to == clock.from { from } else { format!("{from}-{}", hour(clock.to)) };
    let form = if time.is_dayless() { hours } else { format!("{days} {hours}") };
    match clock.zone {
        Some(Zone::Local) => form + " local",
        Some(Zone::Offset(by)) => {
            let sign = if by < 0 { '-' } else { '+' };
            format!("{form} {sign}{}", hour(by.abs()))
        }
        None => form,
    }
}

fn days_form(time: &Time) -> String {
    let date = |date: Option<Date>| date.map(|d| d.to_string()).unwrap_or_default();
    match (time.from, time.to, time.weekday, time.month, time.day) {
        (Some(from), Some(to), ..) if from == to => from.to_string(),
        (None, None, _, Some(month), Some(day)) => format!("--{month:02}-{day:02}"),
        (None, None, _, Some(month), None) => format!("--{month:02}"),
        (None, None, Some(weekday), ..) => weekday.name().to_owned(),
        (from, to, ..) => format!("{}..{}", date(from), date(to)),
    }
}

/// `12 soldier`, `10000.. soldier`, `..50 km`, `80..100 person`, `~11000 soldier`.
pub(super) fn quantity_form(quantity: &Quantity) -> String {
    let about = if quantity.approximate { "~" } else { "" };
    let number = |n: Option<f64>| n.map(|n| n.to_string()).unwrap_or_default();
    let range = if quantity.low == quantity.high {
        number(quantity.low)
    } else {
        format!("{}..{}", number(quantity.low), number(quantity.high))
    };
    format!("{about}{range} {}", quantity.unit).trim_end().to_owned()
}

/// Words without what a writer of cases should not have to think of: kinds of white space and
/// of apostrophe, outer marks, a leading determiner, capitals.
pub(super) fn plain(words: &str) -> String {
    const DETERMINERS: [&str; 20] = [
        "le ", "la ", "les ", "l'", "un ", "une ", "des ", "du ", "ce ", "cet ", "cette ", "ces ",
        "the ", "a ", "an ", "this ", "that ", "these ", "its ", "de ",
    ];
    let folded = words.replace('’', "'").to_lowercase();
    let flat = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    let flat = flat.trim_matches(|c: char| "«»“”\"., ".contains(c));
    let bare = DETERMINERS.iter().find_map(|determiner| flat.strip_prefix(determiner));
    bare.unwrap_or(flat).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_written_as_they_are_meant() {
        let about = |low, high, approximate| Quantity {
            low,
            high,
            unit: "soldier".into(),
            approximate,
            text: String::new(),
            span: recoupe_model::Span::default(),
        };
        assert_eq!(quantity_form(&about(Some(12.0), Some(12.0), false)), "12 soldier");
        assert_eq!(quantity_form(&about(Some(10_000.0), None, false)), "10000.. soldier");
        assert_eq!(quantity_form(&about(Some(11_000.0), Some(11_000.0), true)), "~11000 soldier");
    }

    #[test]
    fn times_are_written_with_what_is_known() {
        let june = Time { month: Some(6), ..Time::default() };
        assert_eq!(time_form(&june), "--06");
        let day = "2024-11-11".parse().ok();
        assert_eq!(time_form(&Time { from: day, to: day, ..Time::default() }), "2024-11-11");
        assert_eq!(time_form(&Time { from: day, ..Time::default() }), "2024-11-11..");
    }

    #[test]
    fn plain_words_forget_marks_and_determiners() {
        assert_eq!(plain("« L’accord\u{a0}»"), "accord");
        assert_eq!(plain("Le  ministère de la Défense,"), "ministère de la défense");
    }
}
