//! Looking for one user among many.

use crate::Outcome;
use crate::crowd::user_name;
use crate::series::{Series, Verdict};
use crate::town::Town;

/// `userName eq` in every town, in turn, so that a noisy minute disturbs all alike.
pub(crate) async fn look_up(towns: &[Town], requests: u64, verdict: &mut Verdict) -> Outcome<()> {
    let mut series: Vec<Series> = towns.iter().map(|town| Series::new(town.size())).collect();
    for number in 0..requests {
        for (town, series) in towns.iter().zip(&mut series) {
            let name = user_name(number * 7_919 % town.size());
            let path = format!("/Users?filter=userName%20eq%20%22{name}%22");
            series.add(town.get(&path).await?);
        }
    }
    verdict.judge("GET /Users?filter=userName eq …", "users", &series)
}
