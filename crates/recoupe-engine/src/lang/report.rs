//! The words of the report: titles, reasons, notes, in the reader's language.

use std::collections::BTreeMap;
use std::sync::Arc;

use recoupe_model::{Date, Lang, Quantity, Time, Value, Weekday};
use serde::Deserialize;

use super::{Knowledge, Mistake, Pack};

/// `data/lang/<code>/report.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Report {
    /// Short names of the months, from January.
    #[serde(default)]
    months: Vec<String>,
    /// Names of the days, from Monday.
    #[serde(default)]
    weekdays: Vec<String>,
    /// How a day is written: `{day} {month} {year}`.
    #[serde(default)]
    day: String,
    /// How the first of a month is written, where not by its number.
    #[serde(default)]
    first_day: String,
    /// Words of texts that say that a date lies just behind or just ahead.
    #[serde(default)]
    pub relative: Vec<String>,
    /// Words that tell a source which does not speak for its state.
    #[serde(default)]
    pub independent: Vec<String>,
    /// Words of texts, folded, that say that something is still to come.
    #[serde(default)]
    pub not_yet: Vec<String>,
    /// Between the last two of a list.
    #[serde(default)]
    and: String,
    /// Sentences with `{holes}`.
    #[serde(default)]
    says: BTreeMap<String, String>,
    /// Names of roles.
    #[serde(default)]
    roles: BTreeMap<String, String>,
    /// Names of outcomes.
    #[serde(default)]
    outcomes: BTreeMap<String, String>,
}

impl Report {
    /// The words of a language; English where it has none.
    pub fn of(knowledge: &Knowledge, lang: &Lang) -> Arc<Self> {
        let read = |lang: &Lang| {
            let parse = |pack: &Pack| Self::parse(pack).map(Arc::new);
            (*knowledge.pack(lang)?.derived(parse)).clone()
        };
        read(lang).or_else(|| read(&Lang::new("en"))).unwrap_or_default()
    }

    fn parse(pack: &Pack) -> Option<Self> {
        toml::from_str(pack.text("report.toml")?).ok()
    }

    /// What is wrong with `report.toml`.
    pub(crate) fn mistakes(pack: &Pack) -> Option<Mistake> {
        let text = pack.text("report.toml")?;
        let error = toml::from_str::<Self>(text).err()?;
        let file = format!("lang/{}/report.toml", pack.lang.code());
        Some(Mistake::toml(&file, text, &error))
    }

    /// A sentence with its holes filled; the key itself when there is no such sentence.
    pub fn say(&self, key: &str, holes: &[(&str, &str)]) -> String {
        let Some(pattern) = self.says.get(key) else { return key.to_owned() };
        let mut text = String::with_capacity(pattern.len() + 32);
        let mut rest = pattern.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let Some((name, tail)) = after.split_once('}') else { break };
            let hole = holes.iter().find(|(hole, _)| *hole == name);
            text.push_str(hole.map_or("", |(_, filling)| filling));
            rest = tail;
        }
        text.push_str(rest);
        text
    }

    /// « a, b et c ».
    pub fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [most @ .., last] => format!("{} {} {last}", most.join(", "), self.and),
        }
    }

    /// What to call a role.
    pub fn role<'a>(&'a self, name: &'a str) -> &'a str {
        self.roles.get(name).map_or(name, String::as_str)
    }

    /// What to call an outcome (`killed`).
    pub fn outcome<'a>(&'a self, name: &'a str) -> &'a str {
        self.outcomes.get(name).map_or(name, String::as_str)
    }

    /// A value in a line.
    pub fn value(&self, value: &Value) -> String {
        match value {
            Value::Entity(it) => it.name.clone(),
            Value::Time(it) => self.time(it),
            Value::Quantity(it) => quantity(it),
            Value::Text(it) => self.outcome(&it.text).to_owned(),
        }
    }

    /// A time: « 11 nov. 2024 », « nov. 2024 », « 2022 », else its words.
    pub fn time(&self, time: &Time) -> String {
        match (time.from, time.to) {
            (Some(from), Some(to)) => self.range(from, to),
            (Some(from), None) => self.say("since", &[("date", &self.date(from))]),
            (None, Some(to)) => self.say("until", &[("date", &self.date(to))]),
            (None, None) => self.undated(time),
        }
    }

    fn range(&self, from: Date, to: Date) -> String {
        let year = from.year();
        let is_month = from.day() == 1 && to == from.last_of_month();
        let is_year = from == from.first_of_year() && to == from.last_of_year();
        if from == to {
            self.date(from)
        } else if is_month {
            format!("{} {year}", self.month(from.month()))
        } else if is_year {
            year.to_string()
        } else {
            self.say("range", &[("from", &self.date(from)), ("to", &self.date(to))])
        }
    }

    fn undated(&self, time: &Time) -> String {
        if !time.text.is_empty() {
            return time.text.clone();
        }
        match (time.day, time.month, time.weekday) {
            (Some(day), Some(month), _) => format!("{day} {}", self.month(month)),
            (None, Some(month), _) => self.month(month).to_owned(),
            (_, _, Some(weekday)) => self.weekday(weekday).to_owned(),
            _ => String::new(),
        }
    }

    /// A day.
    pub fn date(&self, date: Date) -> String {
        let is_first = date.day() == 1 && !self.first_day.is_empty();
        let day = if is_first { self.first_day.clone() } else { date.day().to_string() };
        let year = date.year().to_string();
        let holes = [("day", day.as_str()), ("month", self.month(date.month())), ("year", &year)];
        let mut text = self.day.clone();
        for (hole, filling) in holes {
            text = text.replace(&format!("{{{hole}}}"), filling);
        }
        text
    }

    fn month(&self, month: i8) -> &str {
        let at = usize::try_from(month - 1).unwrap_or(0);
        self.months.get(at).map_or("", String::as_str)
    }

    fn weekday(&self, weekday: Weekday) -> &str {
        let at = usize::try_from(weekday.from_monday()).unwrap_or(0);
        self.weekdays.get(at).map_or("", String::as_str)
    }
}

fn quantity(quantity: &Quantity) -> String {
    if !quantity.text.is_empty() {
        return quantity.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let number = |it: Option<f64>| it.map_or_else(String::new, |it| it.to_string());
    let (low, high) = (number(quantity.low), number(quantity.high));
    let amount = if low == high { low } else { format!("{low}–{high}") };
    format!("{amount} {}", quantity.unit).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn french() -> Arc<Report> {
        let knowledge = Knowledge::load(&recoupe_data::embedded()).unwrap();
        Report::of(&knowledge, &Lang::new("fr"))
    }

    #[test]
    fn dates_are_written_as_short_as_they_are_known() {
        let words = french();
        let time = |from, to| Time { from: Some(from), to: Some(to), ..Time::default() };
        let day = date(2024, 11, 11);
        assert_eq!(words.time(&time(day, day)), "11 nov. 2024");
        assert_eq!(words.time(&time(date(2024, 12, 1), date(2024, 12, 31))), "déc. 2024");
        assert_eq!(words.time(&time(date(2022, 1, 1), date(2022, 12, 31))), "2022");
        let undated = Time { month: Some(11), day: Some(11), ..Time::default() };
        assert_eq!(words.time(&undated), "11 nov.");
    }

    #[test]
    fn both_languages_have_the_same_sentences() {
        let knowledge = Knowledge::load(&recoupe_data::embedded()).unwrap();
        let words = |code| Report::of(&knowledge, &Lang::new(code));
        let (fr, en) = (words("fr"), words("en"));
        let keys = |it: &Report| it.says.keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&fr), keys(&en));
        for (key, pattern) in &fr.says {
            let holes = |text: &str| text.matches('{').count();
            assert_eq!(holes(pattern), holes(&en.says[key]), "{key}");
        }
        assert_eq!(fr.list(&["a".into(), "b".into(), "c".into()]), "a, b et c");
    }
}
