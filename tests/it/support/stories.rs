//! Stories: each runs on both databases and must leave nothing unhandled.

use super::app::App;
use super::database::Engine;
use std::future::Future;
use std::pin::Pin;
use std::thread;

type Story = for<'a> fn(&'a App) -> Pin<Box<dyn Future<Output = ()> + 'a>>;

/// The usual stack of a worker, whatever `RUST_MIN_STACK` says.
const STACK: usize = 2 * 1024 * 1024;

/// A story on one engine, from an empty database to an empty outbox.
pub(crate) fn run(engine: Engine, story: Story) {
    // Snapshots are named after the test, and that is what its thread is called.
    let name = thread::current().name().unwrap_or_default().to_owned();
    let thread = thread::Builder::new().stack_size(STACK).name(name);
    let told = thread.spawn(move || tell(engine, story)).expect("a thread");
    if let Err(why) = told.join() {
        std::panic::resume_unwind(why);
    }
}

fn tell(engine: Engine, story: Story) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_stack_size(STACK)
        .enable_all()
        .build()
        .expect("a runtime");
    // Both databases must give the same answers: one snapshot serves both.
    insta::allow_duplicates! {
        runtime.block_on(async {
            let app = App::start(engine).await;
            story(&app).await;
            app.assert_nothing_is_left().await;
        });
    }
}

/// Turns `async fn story(app: &App) { … }` into two tests, one for each database.
macro_rules! stories {
    ($(async fn $name:ident($app:ident: &App) $body:block)*) => {
        $(
            mod $name {
                use super::*;

                fn story<'a>($app: &'a App) -> std::pin::Pin<Box<dyn Future<Output = ()> + 'a>> {
                    Box::pin(async move $body)
                }

                #[test]
                fn on_sqlite() {
                    crate::support::run(crate::support::Engine::Sqlite, story);
                }

                #[test]
                fn on_postgres() {
                    crate::support::run(crate::support::Engine::Postgres, story);
                }
            }
        )*
    };
}

pub(crate) use stories;
