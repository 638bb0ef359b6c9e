//! The command line.

use std::path::PathBuf;

use clap::Parser;

use crate::profile::Profile;

/// Judges a SCIM 2.0 server: exit 0 when every check passed, 1 when one failed, 2 for wrong use or an unreachable server.
#[derive(Debug, Parser)]
#[command(name = "muster-conformance", version)]
pub(crate) struct Arguments {
    /// The SCIM base URL, for example `https://id.example.com/scim/v2`.
    #[arg(long, value_name = "BASE", required_unless_present = "list")]
    pub(crate) url: Option<String>,

    /// The bearer token; better given through the environment, where other users of the machine do not see it.
    #[arg(
        long,
        value_name = "T",
        env = "SCIM_TOKEN",
        hide_env_values = true,
        required_unless_present = "list"
    )]
    pub(crate) token: Option<String>,

    /// How far the server may forgive what real clients send.
    #[arg(long, value_name = "NAME", value_enum, default_value_t = Profile::Lenient)]
    pub(crate) profile: Profile,

    /// Prints one JSON object instead of the report for people.
    #[arg(long)]
    pub(crate) json: bool,

    /// Writes the report as Markdown to a file too, whatever goes to the standard output.
    #[arg(long, value_name = "FILE.md")]
    pub(crate) report: Option<PathBuf>,

    /// Prints every check and what it demands, and asks no server.
    #[arg(long)]
    pub(crate) list: bool,

    /// Runs only the checks whose id holds this text; a replay runs whole when one of its steps does.
    #[arg(long, value_name = "SUBSTR")]
    pub(crate) only: Option<String>,
}
