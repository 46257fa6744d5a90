//! Who gives what to whom, how far it has come, and against what.

use std::collections::BTreeMap;

use recoupe_model::{
    ClaimId, Class, Entity, Exchange, Modality, Polarity, Quantity, Role, Step, Text, Value,
};

use super::bench::{Bench, Entry};
use crate::lang::{country, is_vague, stems};

/// No more ways to name the goods of one exchange are kept.
const GOODS: usize = 24;

/// One exchange a giver, receiver and kind of goods, in the order of the claims.
pub(super) fn group(bench: &Bench) -> Vec<Exchange> {
    let mut at: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    let mut exchanges: Vec<Exchange> = Vec::new();
    let mut of_claim: BTreeMap<ClaimId, Vec<usize>> = BTreeMap::new();
    for entry in bench.all() {
        let Some((giver, receiver)) = sides(entry) else { continue };
        for goods in goods(entry) {
            let key = (key(&giver), key(&receiver), kind(bench, &goods));
            let i = *at.entry(key).or_insert(exchanges.len());
            if i == exchanges.len() {
                exchanges.push(new(&giver, &receiver, entry));
            }
            add(&mut exchanges[i], goods, entry);
            let known = of_claim.entry(entry.claim.id.clone()).or_default();
            if !known.contains(&i) {
                known.push(i);
            }
        }
    }
    link(bench, &mut exchanges, &of_claim);
    exchanges
}

fn new(giver: &Entity, receiver: &Entity, entry: &Entry) -> Exchange {
    Exchange {
        giver: giver.clone(),
        receiver: receiver.clone(),
        goods: Vec::new(),
        step: None,
        modality: entry.claim.modality,
        against: Vec::new(),
        claims: Vec::new(),
    }
}

fn add(exchange: &mut Exchange, goods: Value, entry: &Entry) {
    let is_known = |it: &Value| stems(it.text()) == stems(goods.text()) || is_named_so(it, &goods);
    if exchange.goods.len() < GOODS && !exchange.goods.iter().any(is_known) {
        exchange.goods.push(goods);
    }
    let modality = entry.claim.modality;
    let step = if modality.supports() { Step::Delivered } else { Step::Promised };
    exchange.step = exchange.step.max(Some(step));
    if rank(modality) < rank(exchange.modality) {
        exchange.modality = modality;
    }
    if exchange.claims.last() != Some(&entry.claim.id) {
        exchange.claims.push(entry.claim.id.clone());
    }
}

/// « 14 véhicules blindés » and « des véhicules blindés » are one thing to name.
fn is_named_so(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Entity(a), Value::Entity(b)) => stems(&a.name) == stems(&b.name),
        _ => false,
    }
}

/// From what is said most surely.
fn rank(modality: Modality) -> u8 {
    match modality {
        Modality::Asserted => 0,
        Modality::Conditional => 1,
        Modality::Planned => 2,
        Modality::Possible => 3,
        Modality::Demanded => 4,
        Modality::Hypothetical => 5,
        Modality::Denied => 6,
    }
}

/// What is given in return, both ways.
fn link(bench: &Bench, exchanges: &mut [Exchange], of_claim: &BTreeMap<ClaimId, Vec<usize>>) {
    for entry in bench.all() {
        let own = of_claim.get(&entry.claim.id).into_iter().flatten();
        for &a in own {
            let others = entry.claim.against.iter().filter_map(|id| of_claim.get(id)).flatten();
            for &b in others.filter(|&&b| b != a) {
                for (x, y) in [(a, b), (b, a)] {
                    if !exchanges[x].against.contains(&y) {
                        exchanges[x].against.push(y);
                    }
                }
            }
        }
    }
    for exchange in exchanges {
        exchange.against.sort_unstable();
    }
}

/// Who gives and who gets; nothing when either is not known or the deed is denied.
fn sides(entry: &Entry) -> Option<(Entity, Entity)> {
    let claim = &entry.claim;
    if claim.polarity == Polarity::Negative || claim.modality == Modality::Denied {
        return None;
    }
    let first = |roles: &[Role]| {
        let named = roles.iter().flat_map(|&role| entry.entities(role)).find(|it| !is_vague(it));
        named.map(as_state)
    };
    let (giver, receiver) = match &*claim.frame {
        "transfer" | "aid" => {
            (first(&[Role::Sender, Role::Agent])?, first(&[Role::Receiver, Role::Beneficiary])?)
        }
        "deploy" => {
            // Soldiers send nobody: who sends them is a state or a body.
            let sends = |it: &Entity| it.id.is_country() || it.class == Class::Organisation;
            let giver = first(&[Role::Agent])
                .filter(sends)
                .or_else(|| first(&[Role::Force]).filter(|it| it.id.is_country()))?;
            let places = [Role::Beneficiary, Role::Receiver, Role::Place];
            let mut receivers = places.iter().flat_map(|&role| entry.entities(role));
            let other = |it: &&Entity| country(it).is_some_and(|it| *it != giver.id);
            let receiver = as_state(receivers.find(other)?);
            (giver, receiver)
        }
        _ => return None,
    };
    (giver.id != receiver.id).then_some((giver, receiver))
}

/// The state for those who act for it, others as they are.
fn as_state(entity: &Entity) -> Entity {
    match country(entity) {
        Some(id) if *id != entity.id => {
            Entity { id: id.clone(), class: Class::Country, of: None, ..entity.clone() }
        }
        _ => entity.clone(),
    }
}

fn key(entity: &Entity) -> String {
    entity.id.to_string()
}

/// What is given, each thing apart.
fn goods(entry: &Entry) -> Vec<Value> {
    let roles: &[Role] = match &*entry.claim.frame {
        "deploy" => &[Role::Force, Role::Goods],
        _ => &[Role::Goods, Role::Force],
    };
    let named: Vec<Value> = roles.iter().flat_map(|&role| entry.values(role)).cloned().collect();
    if !named.is_empty() {
        return named;
    }
    let counted = entry.values(Role::Quantity).iter().filter_map(|value| match value {
        Value::Quantity(Quantity { text, span, unit, .. }) if !unit.is_empty() => {
            Some(Value::Text(Text { text: text.clone(), span: *span }))
        }
        _ => None,
    });
    counted.collect()
}

fn kind(bench: &Bench, goods: &Value) -> String {
    let name = match goods {
        Value::Entity(entity) => &entity.name,
        other => other.text(),
    };
    let known = bench.likeness.kinds().of(name).or_else(|| bench.likeness.kinds().of(goods.text()));
    known.map_or_else(|| stems(name).join(" "), str::to_owned)
}
