//! New bearer tokens.

use crate::ctx::Ctx;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::fmt;

/// A bearer token or another secret that was just made: shown once, kept nowhere.
#[derive(Clone)]
pub struct Bearer(String);

impl Bearer {
    /// A token of a connection.
    pub fn scim(ctx: &Ctx) -> Self {
        Self::new(ctx, "mus_scim_")
    }

    /// A token of the admin API.
    pub fn api(ctx: &Ctx) -> Self {
        Self::new(ctx, "mus_api_")
    }

    /// The secret of a program that asks for access tokens.
    pub fn oauth(ctx: &Ctx) -> Self {
        Self::new(ctx, "mus_oauth_")
    }

    /// 32 random bytes behind a prefix that scanners for leaked secrets recognise.
    fn new(ctx: &Ctx, prefix: &str) -> Self {
        let mut bytes = [0; 32];
        ctx.random.fill(&mut bytes);
        Self(format!("{prefix}{}", URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// The token itself, for the one who asked for it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    pub(crate) fn hash(&self, ctx: &Ctx) -> String {
        ctx.key.token_hash(&self.0)
    }
}

impl fmt::Debug for Bearer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bearer(..)")
    }
}
