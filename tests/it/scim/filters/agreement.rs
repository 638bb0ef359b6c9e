//! SQL and memory agree (RFC 7644 3.4.2.2 and 3.4.2.3).

use super::cast::{Kind, Stage, stages};
use super::grammar::Grammar;
use crate::support::Chance;
use crate::support::{App, stories};
use muster_scim::filter::Filter;
use muster_scim::path::AttrPath;
use muster_scim::sort::SortBy;
use muster_store::{Mark, Order, Window, groups_order, people_order};
use std::collections::HashMap;
use uuid::Uuid;

/// With which chance begins, when nobody names another.
const SEED: u64 = 0x5eed_2026_1122;

/// How many pairs of a filter and a resource are compared, when nobody asks for more.
const PAIRS: usize = 20_000;

stories! {
    async fn sql_and_memory_find_the_same(app: &App) {
        let (seed, wanted) = (seed(), wanted());
        let mut chance = Chance::new(seed);
        let stages = stages(app, &mut chance).await;
        let (mut pairs, mut filters, mut exact, mut matched) = (0, 0, 0, 0);
        while pairs < wanted {
            for stage in &stages {
                let filter = Grammar::new(stage).filter(&mut chance);
                let found = compare(stage, &filter, seed).await;
                pairs += stage.shown.len();
                filters += 1;
                exact += usize::from(found.exact);
                matched += found.matched;
            }
        }
        println!(
            "{pairs} pairs of {filters} filters (seed {seed:#x}), {matched} matched, \
             {exact} filters by SQL alone"
        );
        assert!(exact * 2 > filters, "SQL decides most filters alone");
    }

    async fn sql_and_memory_sort_the_same(app: &App) {
        let mut chance = Chance::new(seed().wrapping_add(1));
        let mut sorts = Vec::new();
        for stage in &stages(app, &mut chance).await {
            let mut by_sql = 0;
            for path in paths(stage) {
                for descending in [false, true] {
                    let path = path.clone();
                    by_sql += usize::from(sorted(stage, &SortBy { path, descending }).await);
                }
            }
            sorts.push((stage.of, by_sql));
        }
        // Fifteen attributes of groups are custom ones, and each is sorted by in both directions.
        let few = sorts.iter().any(|(of, by_sql)| match of {
            Kind::Users => *by_sql < 50,
            Kind::Groups => *by_sql < 40,
        });
        assert!(!few, "SQL sorts by so few: {sorts:?}");
    }
}

/// `MUSTER_FILTER_PAIRS` asks for more, or fewer.
fn wanted() -> usize {
    let wanted = asked("MUSTER_FILTER_PAIRS");
    wanted.map_or(PAIRS, |text| text.parse().expect("a number of pairs"))
}

/// `MUSTER_FILTER_SEED` asks for another one, as a run prints it (`0x…`) or in decimal.
fn seed() -> u64 {
    let Some(text) = asked("MUSTER_FILTER_SEED") else {
        return SEED;
    };
    let seed = match text.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16),
        None => text.parse(),
    };
    seed.expect("a seed")
}

#[expect(
    clippy::disallowed_methods,
    reason = "the person who runs the tests says for how long, and where chance begins"
)]
fn asked(variable: &str) -> Option<String> {
    std::env::var(variable).ok()
}

struct Found {
    exact: bool,
    matched: usize,
}

async fn compare(stage: &Stage<'_>, filter: &Filter, seed: u64) -> Found {
    let text = filter.to_string();
    let about = || format!("seed {seed:#x}, {:?}, {text}", stage.of);
    let read = Filter::parse(&text).unwrap_or_else(|error| panic!("{error:?}: {}", about()));
    let condition = stage.condition(Some(&read));
    let (order, window) = (Order::by_id(), Window::Skip(0));
    let found = stage.page(&condition, &order, &window, 1000).await;
    let found: Vec<Uuid> = found.into_iter().map(|(_, id)| id).collect();
    let count = stage.count(&condition).await;
    assert_eq!(usize::try_from(count), Ok(found.len()), "{}", about());
    let shown = stage.shown.iter();
    let meant: Vec<Uuid> = shown
        .filter(|(_, resource)| read.matches(stage.kind(), resource))
        .map(|(id, _)| *id)
        .collect();
    let name = |id: &Uuid| {
        let shown = stage.shown.iter().find(|(known, _)| known == id);
        shown.map(|(_, resource)| resource.to_string())
    };
    for id in &meant {
        assert!(found.contains(id), "SQL misses {:?}: {}", name(id), about());
    }
    if condition.exact {
        for id in &found {
            assert!(meant.contains(id), "SQL finds {:?}: {}", name(id), about());
        }
    }
    Found {
        exact: condition.exact,
        matched: meant.len(),
    }
}

/// Every name that a list can be sorted by.
fn paths(stage: &Stage<'_>) -> Vec<AttrPath> {
    let mut paths = Vec::new();
    for name in stage.kind().attributes() {
        let urn = name.extension.map(str::to_owned);
        let subs = name.attribute.sub_attributes.iter();
        let subs = subs.map(|sub| Some(sub.name.to_string()));
        for sub in std::iter::once(None).chain(subs) {
            let path = AttrPath {
                urn: urn.clone(),
                attr: name.attribute.name.to_string(),
                sub,
            };
            let sort = SortBy::parse(stage.kind(), Some(&path.to_string()), None);
            if sort.is_ok() {
                paths.push(path);
            }
        }
    }
    paths
}

/// Whether SQL sorts by it; if it does, as the memory would, in one piece and in windows.
async fn sorted(stage: &Stage<'_>, sort: &SortBy) -> bool {
    let order = match stage.of {
        Kind::Users => people_order(Some(sort), stage.kind()),
        Kind::Groups => groups_order(Some(sort), stage.kind()),
    };
    let Some(order) = order else { return false };
    let mut meant: Vec<_> = stage.shown.iter().collect();
    meant.sort_by(|(_, one), (_, other)| sort.compare(stage.kind(), one, other));
    let meant: Vec<Uuid> = meant.into_iter().map(|(id, _)| *id).collect();
    let everything = stage.condition(None);
    let whole = stage
        .page(&everything, &order, &Window::Skip(0), 1000)
        .await;
    let found: Vec<Uuid> = whole.iter().map(|(_, id)| *id).collect();
    let keys: HashMap<Uuid, Option<String>> = stage
        .shown
        .iter()
        .map(|(id, resource)| (*id, sort.key(stage.kind(), resource)))
        .collect();
    let with_keys = |ids: &[Uuid]| {
        ids.iter()
            .map(|id| (*id, keys[id].clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(with_keys(&found), with_keys(&meant), "{sort:?}");
    let mut there: Vec<Uuid> = Vec::new();
    let mut window = Window::Skip(0);
    loop {
        let page = stage.page(&everything, &order, &window, 7).await;
        there.extend(page.iter().map(|(_, id)| *id));
        let Some((mark, _)) = page.last() else { break };
        window = Window::After(mark.clone());
    }
    assert_eq!(there, meant, "forward: {sort:?}");
    assert_eq!(
        backward(stage, &order, &whole).await,
        meant,
        "back: {sort:?}"
    );
    true
}

async fn backward(stage: &Stage<'_>, order: &Order, whole: &[(Mark, Uuid)]) -> Vec<Uuid> {
    let everything = stage.condition(None);
    let (last, id) = whole.last().expect("somebody").clone();
    let (mut back, mut mark) = (vec![id], last);
    loop {
        let page = stage
            .page(&everything, order, &Window::Before(mark), 7)
            .await;
        let Some((first, _)) = page.first() else {
            return back;
        };
        mark = first.clone();
        back.splice(0..0, page.iter().map(|(_, id)| *id));
    }
}
