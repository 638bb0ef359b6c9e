//! Nobody holds more than their sources give, whatever the sources are.

use super::fixture::{
    ADMIN, CHICAGO, HR, MIDWEST, OFFICE, OKTA, OWNER, TECHNICIAN, VIEWER, WEST, YARD, grant,
    policy, rule, scim, through,
};
use crate::access::{
    Dimension, Effect, Grant, Matched, Policy, Rule, Scope, Source, Subject, compile,
};
use proptest::prelude::*;
use std::collections::HashSet;

fn an_effect() -> impl Strategy<Value = Effect> {
    prop_oneof![
        Just(Effect::Role(OWNER)),
        Just(Effect::Role(ADMIN)),
        Just(Effect::Role(TECHNICIAN)),
        Just(Effect::Role(VIEWER)),
        Just(Effect::Workspace(YARD)),
        Just(Effect::Workspace(OFFICE)),
        Just(Effect::AllWorkspaces),
        Just(Effect::FleetEntire),
        Just(Effect::FleetGroup(MIDWEST)),
        Just(Effect::FleetGroup(CHICAGO)),
        Just(Effect::FleetGroup(WEST)),
    ]
}

/// A rule, the connection whose group made it true, and whether membership is direct.
fn a_match() -> impl Strategy<Value = (Vec<Effect>, i64, bool, bool)> {
    (
        prop::collection::vec(an_effect(), 1..4),
        0..3_i64,
        any::<bool>(),
        any::<bool>(),
    )
}

fn a_grant() -> impl Strategy<Value = Grant> {
    let source = prop_oneof![Just(scim(OKTA)), Just(scim(HR)), Just(Source::Manual)];
    (an_effect(), source).prop_map(|(effect, source)| match effect {
        Effect::Role(id) => grant(Dimension::Role, &id.to_string(), source),
        Effect::Workspace(id) => grant(Dimension::Workspace, &id.to_string(), source),
        Effect::AllWorkspaces => grant(Dimension::Workspace, "all", source),
        Effect::FleetEntire => grant(Dimension::FleetAccess, "entire", source),
        Effect::FleetGroup(id) => grant(Dimension::FleetGroup, &id.to_string(), source),
        effect => panic!("{effect:?} is not drawn here"),
    })
}

fn matches_of(parts: Vec<(Vec<Effect>, i64, bool, bool)>) -> (Vec<Rule>, Vec<Matched>) {
    let mut rules = Vec::new();
    let mut matched = Vec::new();
    for (number, (effects, priority, okta, direct)) in (1..).zip(parts) {
        let rule = rule(number, priority, &effects);
        matched.push(through(&rule, if okta { OKTA } else { HR }, direct));
        rules.push(rule);
    }
    (rules, matched)
}

/// Everything that any source names, without regard to what wins.
fn named(grants: &[Grant], rules: &[Rule]) -> HashSet<String> {
    let by_grant = grants.iter().map(|grant| match grant.value.as_str() {
        "entire" | "all" => format!("{}:all", grant.dimension.as_str()),
        value => value.to_owned(),
    });
    let by_rule = rules
        .iter()
        .flat_map(|rule| &rule.effects)
        .map(|effect| match effect {
            Effect::Role(id) => id.to_string(),
            Effect::Workspace(id) => id.to_string(),
            Effect::AllWorkspaces => "workspace:all".to_owned(),
            Effect::FleetEntire => "fleet_access:all".to_owned(),
            Effect::FleetGroup(id) => id.to_string(),
            effect => panic!("{effect:?} is not drawn here"),
        });
    by_grant.chain(by_rule).collect()
}

fn holds_no_more(
    grants: &[Grant],
    rules: &[Rule],
    matched: &[Matched],
    policy: &Policy,
) -> Result<(), TestCaseError> {
    let access = compile(
        &Subject {
            owner: false,
            grants,
            connections: &[],
            groups: &[],
        },
        matched,
        policy,
    )
    .access;
    let named = named(grants, rules);
    if let Some(role) = &access.role {
        prop_assert!(role.id != OWNER);
        prop_assert!(named.contains(&role.id.to_string()));
        let trusted = grants
            .iter()
            .any(|grant| grant.value == ADMIN.to_string() && grant.source != scim(HR))
            || matched.iter().any(|m| m.is_direct() && m.word_of == [OKTA]);
        prop_assert!(role.id != ADMIN || trusted);
    }
    match &access.workspaces {
        Scope::All => prop_assert!(named.contains("workspace:all")),
        Scope::Some(these) => {
            for workspace in these {
                prop_assert!(named.contains(&workspace.id.to_string()));
            }
        }
        Scope::None => {}
    }
    match &access.fleet {
        Scope::All => prop_assert!(named.contains("fleet_access:all")),
        Scope::Some(these) => {
            for group in these {
                let above = policy.fleet.get(group.id).unwrap().parent;
                let inherited = above.is_some_and(|id| named.contains(&id.to_string()));
                prop_assert!(inherited || named.contains(&group.id.to_string()));
            }
        }
        Scope::None => {}
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nobody_holds_more_than_the_sources_give(
        grants in prop::collection::vec(a_grant(), 0..6),
        parts in prop::collection::vec(a_match(), 0..6),
    ) {
        let (rules, matched) = matches_of(parts);
        let policy = policy(rules.clone());
        holds_no_more(&grants, &rules, &matched, &policy)?;
    }

    #[test]
    fn the_order_of_sources_does_not_matter(
        grants in prop::collection::vec(a_grant(), 0..6),
        parts in prop::collection::vec(a_match(), 0..6),
    ) {
        let (rules, matched) = matches_of(parts);
        let policy = policy(rules);
        let forward = compile(&Subject { owner: false, grants: &grants, connections: &[], groups: &[] }, &matched, &policy);
        let mut grants = grants;
        let mut matched = matched;
        grants.reverse();
        matched.reverse();
        let backward = compile(&Subject { owner: false, grants: &grants, connections: &[], groups: &[] }, &matched, &policy);
        prop_assert!(forward.access.looks_like(&backward.access));
    }

    #[test]
    fn every_value_has_a_reason(
        grants in prop::collection::vec(a_grant(), 0..6),
        parts in prop::collection::vec(a_match(), 0..6),
    ) {
        let (rules, matched) = matches_of(parts);
        let access = compile(&Subject { owner: false, grants: &grants, connections: &[], groups: &[] }, &matched, &policy(rules)).access;
        let explained: HashSet<&str> = access.because.iter().map(|b| b.value.as_str()).collect();
        let role = access.role.iter().map(|role| role.name.as_str());
        for name in role.chain(access.workspaces.names()).chain(access.fleet.names()) {
            prop_assert!(explained.contains(name), "{name} has no reason");
        }
    }
}
