//! Looking for one user among many.

use crate::Outcome;
use crate::crowd::user_name;
use crate::series::{Series, Verdict};
use crate::town::Town;

/// `userName eq` in every town, in turn, so that a noisy minute disturbs all alike.
///
/// Everybody is asked for once before it counts: what is measured is Muster and its database, not
/// the disk that the pages of a large one come from at first.
pub(crate) async fn look_up(towns: &[Town], requests: u64, verdict: &mut Verdict) -> Outcome<()> {
    let mut series: Vec<Series> = towns.iter().map(|town| Series::new(town.size())).collect();
    for town in towns {
        for number in 0..requests {
            town.get(&question(town, number)).await?;
        }
    }
    for number in 0..requests {
        for (town, series) in towns.iter().zip(&mut series) {
            series.add(town.get(&question(town, number)).await?);
        }
    }
    verdict.judge("GET /Users?filter=userName eq …", "users", &series)
}

fn question(town: &Town, number: u64) -> String {
    let name = user_name(number * 7_919 % town.size());
    format!("/Users?filter=userName%20eq%20%22{name}%22")
}
