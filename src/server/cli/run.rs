//! From the words of the command line to the end of the process.

use super::answer::complain;
use super::{Answer, Cli, Command, Failure, usage};
use super::{
    access, account, connection, doctor, log, migrate, person, schema, serve, token, webhook,
};
use crate::config::{self, Config, Source};
use crate::{telemetry, wire};
use clap::Parser as _;
use std::ffi::OsString;
use std::process::ExitCode;

/// Does what the words say, and tells how it ended.
pub fn main(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(words) {
        Ok(cli) => cli,
        Err(why) if usage::is_help(&why) => {
            let _ = why.print();
            return ExitCode::SUCCESS;
        }
        Err(why) => return end(&Failure::usage(usage::one_line(&why))),
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(why) => return end(&why.into()),
    };
    let as_json = cli.json;
    match runtime.block_on(run(cli)) {
        Ok(answer) => {
            // Whoever read the answer may have gone away: that is no failure.
            let _ = answer.print(as_json);
            ExitCode::from(u8::from(answer.amiss))
        }
        Err(failure) => end(&failure),
    }
}

fn end(failure: &Failure) -> ExitCode {
    complain(&failure.line());
    ExitCode::from(failure.code())
}

async fn run(cli: Cli) -> Result<Answer, Failure> {
    let command = cli
        .command
        .unwrap_or_else(|| Command::Serve(serve::Args::default()));
    let source = Source {
        file: cli.config,
        environment: config::environment(),
        flags: match &command {
            Command::Serve(args) => args.settings(),
            _ => Vec::new(),
        },
    };
    if matches!(command, Command::Doctor) {
        return doctor::run(&source).await;
    }
    let config = config::load(&source)?;
    telemetry::start(&config.log)?;
    for slip in config::misspelt(&source.environment) {
        tracing::warn!("{slip}");
    }
    match command {
        Command::Serve(args) => serve::run(config, &args).await,
        Command::Migrate => migrate::run(config).await,
        command => beside(command, config, cli.json).await,
    }
}

/// The commands that work on the store, beside a server that runs or not.
async fn beside(command: Command, config: Config, as_json: bool) -> Result<Answer, Failure> {
    if !matches!(command, Command::Account(_)) {
        wire::must_exist(&config)?;
    }
    let opened = wire::open_beside(config).await?;
    match command {
        Command::Account(command) => account::run(&opened, command).await,
        Command::Connection(command) => connection::run(&opened, command).await,
        Command::Access(command) => access::run(&opened, command).await,
        Command::Schema(command) => schema::run(&opened, command).await,
        Command::Log(args) => log::run(&opened, args, as_json).await,
        Command::Token(command) => token::run(&opened, command).await,
        Command::Webhook(command) => webhook::run(&opened, command).await,
        Command::Person(command) => person::run(&opened, command).await,
        Command::Serve(_) | Command::Migrate | Command::Doctor => {
            Err(Failure::failed("this command opens no store"))
        }
    }
}
