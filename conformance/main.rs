//! `muster-conformance`: an independent judge of SCIM 2.0 servers.
//!
//! It speaks HTTP and JSON to a base URL, knows no server's code, and prints what it demanded and what it saw.
//! Invariant: it changes nothing that it did not create itself, and deletes what it created before it reports.

mod bulk;
#[cfg(test)]
mod canned;
mod cast;
mod check;
mod checks;
mod cli;
mod client;
mod clock;
mod lab;
mod offers;
mod profile;
mod replays;
mod report;
mod run;
mod sample;
mod shapes;
mod verdict;
mod weight;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    let mut out = std::io::stdout().lock();
    let written = if arguments.list {
        write!(out, "{}", report::text::list()).map(|()| ExitCode::SUCCESS)
    } else {
        match run::run(&arguments).await {
            Ok(report) => tell(&arguments, &report, &mut out),
            Err(refusal) => writeln!(std::io::stderr(), "{refusal}").map(|()| ExitCode::from(2)),
        }
    };
    // A closed pipe is not a verdict: the reader went away before the end.
    written.unwrap_or(ExitCode::from(2))
}

/// Prints the report, and writes it to the file that was asked for.
fn tell(
    arguments: &cli::Arguments,
    report: &report::Report,
    out: &mut impl Write,
) -> std::io::Result<ExitCode> {
    let text = if arguments.json {
        report::json::print(report)
    } else {
        report::text::print(report)
    };
    write!(out, "{text}")?;
    if let Some(path) = &arguments.report
        && let Err(error) = std::fs::write(path, report::markdown::print(report))
    {
        let path = path.display();
        writeln!(std::io::stderr(), "{path} could not be written: {error}")?;
        return Ok(ExitCode::from(2));
    }
    Ok(report.exit_code())
}
