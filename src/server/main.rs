//! The binary `muster`.

use std::process::ExitCode;

fn main() -> ExitCode {
    muster::cli::main(std::env::args_os())
}
