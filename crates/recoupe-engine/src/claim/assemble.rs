//! Drafts to claims: who says each, how surely, and an id that stays the same.

use std::collections::{BTreeMap, BTreeSet};

use recoupe_model::{Attribution, Claim, ClaimId, Evidence, Modality, Polarity, Role};

use super::context::Context;
use super::draft::Draft;
use super::{attribution, stance};

/// How the rule of a denial ends that is only of how or why a thing was done.
const NARROW: &str = ":narrow";

/// Claims in the order of their evidence, none twice.
pub(super) fn claims(ctx: &Context<'_>, drafts: Vec<Draft>) -> Vec<Claim> {
    let ids: Vec<ClaimId> = drafts.iter().map(|draft| id(ctx, draft)).collect();
    let mut seen = BTreeSet::new();
    let mut claims = BTreeMap::new();
    for (index, draft) in drafts.into_iter().enumerate() {
        if draft.evidence.is_empty() || !seen.insert(ids[index].clone()) {
            continue;
        }
        let order = (draft.evidence.clone(), draft.tree, draft.trigger, index);
        claims.insert(order, claim(ctx, draft, &ids, index));
    }
    claims.into_values().collect()
}

fn claim(ctx: &Context<'_>, draft: Draft, ids: &[ClaimId], index: usize) -> Claim {
    let (polarity, modality) = match (draft.polarity, draft.modality) {
        (Some(polarity), Some(modality)) => (polarity, modality),
        _ => stance::of(ctx, draft.tree, draft.predicate),
    };
    let modality = match (draft.modality.unwrap_or(modality), draft.softened) {
        (Modality::Asserted, Some(softer)) => softer,
        (modality, _) => modality,
    };
    let said = |draft: &Draft| attribution::of(ctx, draft.tree, draft.predicate);
    let attribution = draft.attribution.clone().unwrap_or_else(|| said(&draft));
    let attribution = outer(ctx, &draft, attribution);
    let polarity = draft.polarity.unwrap_or(polarity);
    let is_denial = polarity == Polarity::Negative || modality == Modality::Denied;
    let is_narrow = is_denial && stance::is_narrow(ctx, draft.tree, draft.predicate);
    let rule = if is_narrow { format!("{}{NARROW}", draft.rule).into() } else { draft.rule };
    Claim {
        id: ids[index].clone(),
        document: ctx.document.id.clone(),
        frame: draft.frame,
        roles: draft.roles,
        predicate: draft.lemma,
        polarity,
        modality,
        attribution,
        evidence: draft.evidence.into_iter().map(|span| Evidence { span }).collect(),
        rule,
        rank: draft.rank,
        commitment: draft.commitment,
        against: draft.against.iter().filter_map(|&i| ids.get(i).cloned()).collect(),
    }
}

/// An act of speech has its own speaker in a role: only sources outside it are its attribution.
fn outer(ctx: &Context<'_>, draft: &Draft, mut attribution: Vec<Attribution>) -> Vec<Attribution> {
    let speech = ctx.knowledge.frames.get(&*draft.frame).is_some_and(|frame| frame.speech);
    let speaks = |source: &Attribution| {
        draft.of(Role::Speaker).iter().any(|speaker| speaker.span().overlaps(source.span))
    };
    attribution.retain(|source| !(speech && speaks(source)));
    attribution
}

/// From document, frame, evidence and the place of the trigger.
fn id(ctx: &Context<'_>, draft: &Draft) -> ClaimId {
    let mut hash = Fnv::default();
    hash.write(ctx.document.id.0.as_bytes());
    hash.write(draft.frame.as_bytes());
    for span in &draft.evidence {
        hash.write(&(span.start() as u64).to_le_bytes());
        hash.write(&(span.end() as u64).to_le_bytes());
    }
    hash.write(&(draft.tree as u64).to_le_bytes());
    hash.write(&(draft.trigger as u64).to_le_bytes());
    // Several claims of one trigger (one per outcome, one per obligation) differ in their values.
    for (role, values) in &draft.roles {
        hash.write(role.name().as_bytes());
        for value in values {
            hash.write(value.text().as_bytes());
        }
    }
    if let Some(commitment) = &draft.commitment {
        hash.write(commitment.obligation.name().as_bytes());
    }
    ClaimId(format!("c{:010x}", hash.0 >> 24).into())
}

/// FNV-1a with 64 bits.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes.iter().chain(&[0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
