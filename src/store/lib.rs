//! What is kept: transactions, repositories, the outbox.
//!
//! sea-orm lives here and nowhere above. A use case is a value that implements [`Work`];
//! [`Store::perform`] runs it in one transaction. Repositories hang on [`Tx`], and their finders
//! also on [`Reads`]. The only thing that a repository saves is a
//! [`Change`](muster_model::change::Change), and it writes row, audit row, events, deliveries and
//! mails together: the outbox cannot be forgotten.

mod attributes;
mod claim_file;
#[cfg(test)]
mod contract;
mod db;
mod dialect;
mod effort;
#[expect(
    unreachable_pub,
    reason = "sea-orm's derives make public items, which need public models"
)]
mod entity;
mod error;
mod filter;
mod lanes;
mod migrate;
mod order;
mod outbox;
mod perform;
mod policies;
mod queue;
mod reads;
mod ready;
mod repo;
mod rows;
mod settings;
mod store;
mod turn;
mod tx;
mod wake;
mod work;
mod writer;

pub use claim_file::{ClaimError, FileClaim};
pub use effort::Effort;
pub use error::{Cause, Constraint, Retry, StoreError};
pub use filter::{Condition, groups_filter, people_filter};
pub use lanes::Lane;
pub use migrate::Migrated;
pub use order::{Mark, Order, Window, groups_order, people_order};
pub use policies::PolicyMark;
pub use reads::Reads;
pub use repo::access::{Policies, WritePolicies};
pub use repo::accounts::{Accounts, WriteAccounts};
pub use repo::assignments::{AskedAssignments, Assignments, Seat, WriteAssignments};
pub use repo::case_groups::{AskedCaseGroups, CaseGroups, WriteCaseGroups};
pub use repo::connections::{Connections, WriteConnections};
pub use repo::deliveries::{
    AttemptRow, ClaimLimits, Claimed, Deliveries, DeliveryFilter, DeliveryRow, Finished, Next,
    TestAttempt, WriteDeliveries,
};
pub use repo::endpoints::{EndpointSecret, Endpoints, WriteEndpoints};
pub use repo::events::WriteEvents;
pub use repo::feed::{Cursor, Feed, FeedEvent, NotACursor};
pub use repo::groups::{AskedGroups, GroupName, Groups, HeldKeys, Membership, WriteGroups};
pub use repo::identities::{Identities, Identity, WriteIdentities};
pub use repo::jobs::{ClaimedJob, Jobs, WriteJobs};
pub use repo::kept_answers::{KeptAnswer, KeptAnswers};
pub use repo::leases::WriteLeases;
pub use repo::mails::{ClaimedMail, Mails, WriteMails};
pub use repo::oauth_clients::{OAuthClients, WriteOAuthClients};
pub use repo::people::{CalledBy, People, PeopleSearch, Standing, Viewer, WritePeople};
pub use repo::projecting::{ProjectedGroup, Projecting};
pub use repo::request_log::{LINKED, LogFilter, LogRow, RequestLog, WriteRequestLog};
pub use repo::schemas::{HeldValues, Schemas, StoredSchema, WriteSchemas};
pub use repo::settings::DeploymentSettings;
pub use repo::signing_keys::{SigningKeys, WriteSigningKeys};
pub use repo::tokens::{ApiToken, Tokens, WriteTokens};
pub use settings::{Portrait, Runtime, StoreSettings};
pub use store::Store;
pub use tx::Tx;
pub use wake::Wake;
pub use work::{Acting, Work};
