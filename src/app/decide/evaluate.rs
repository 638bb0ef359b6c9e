//! Many questions at once: everybody whom they name is found together.

use super::find::find;
use super::sight::see_all;
use super::tuple::Tuple;
use super::verdict::{Verdict, judge};
use crate::ctx::Ctx;
use muster_model::ids::AccountId;
use muster_store::StoreError;

/// How many questions are answered at once.
pub const MOST_EVALUATIONS: usize = 1000;

/// How far a list of questions is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Semantic {
    /// All of it.
    #[default]
    ExecuteAll,
    /// To the first no.
    DenyOnFirstDeny,
    /// To the first yes.
    PermitOnFirstPermit,
}

impl Semantic {
    /// Every one.
    pub const ALL: [Self; 3] = [
        Self::ExecuteAll,
        Self::DenyOnFirstDeny,
        Self::PermitOnFirstPermit,
    ];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ExecuteAll => "execute_all",
            Self::DenyOnFirstDeny => "deny_on_first_deny",
            Self::PermitOnFirstPermit => "permit_on_first_permit",
        }
    }

    /// The one of this name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }

    fn ends_with(self, verdict: &Verdict) -> bool {
        match self {
            Self::ExecuteAll => false,
            Self::DenyOnFirstDeny => !verdict.allowed,
            Self::PermitOnFirstPermit => verdict.allowed,
        }
    }
}

/// The answers in the order of the questions; what cannot be read as one is a no.
pub async fn evaluate(
    ctx: &Ctx,
    account: AccountId,
    questions: &[Result<Tuple, String>],
    semantic: Semantic,
) -> Result<Vec<Verdict>, StoreError> {
    let names: Vec<&str> = questions
        .iter()
        .flatten()
        .map(|tuple| tuple.subject.as_str())
        .collect();
    let mut found = find(ctx, account, &names).await?;
    see_all(ctx, account, &mut found, questions.iter().flatten()).await?;
    let mut verdicts = Vec::with_capacity(questions.len());
    for question in questions {
        let verdict = match question {
            Ok(tuple) => judge(account, &found, tuple),
            Err(why) => Verdict::no("request", why.clone()),
        };
        let last = semantic.ends_with(&verdict);
        verdicts.push(verdict);
        if last {
            break;
        }
    }
    Ok(verdicts)
}
