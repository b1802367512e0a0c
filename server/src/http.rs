//! The centre on the network: HTTPS, limits, the long poll.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{self, DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum_server::tls_rustls::RustlsConfig;
use hyper_util::rt::TokioTimer;
use sync_protocol::{MAX_BODY_BYTES, Reply, Request, Wait, WaitReply, encode};
use values::{Code, Problem};

use crate::receive::for_desk;
use crate::{Caller, Centre, Tls};

/// How long a desk that waits is kept waiting.
const WAIT_S: u64 = 25;
/// How often is looked whether another process (the admin's shell) has written.
const LOOK_MS: u64 = 250;

/// How often the post between offices is looked after, besides after each commit.
const CARRIED_EVERY: Duration = Duration::from_secs(60);
/// Whoever sends nothing for so long after connecting is cut off.
const HEADERS_WITHIN: Duration = Duration::from_secs(15);
/// The longest a request may take, from its headers to its answer; a slow line needs minutes for a piece of a file.
const ANSWERED_WITHIN: Duration = Duration::from_secs(300);

/// Serves until the process ends.
pub async fn serve(centre: Arc<Centre>, listener: TcpListener, tls: &Tls) -> std::io::Result<()> {
    let config = RustlsConfig::from_config(tls.config.clone());
    let mut server = axum_server::from_tcp_rustls(listener, config)?;
    server.http_builder().http1().timer(TokioTimer::new()).header_read_timeout(HEADERS_WITHIN);
    let carrying = carry_post(centre.clone());
    tokio::select! {
        ended = server.serve(router(centre).into_make_service()) => ended,
        () = carrying => Ok(()),
    }
}

/// Carries the post between offices: at the start, after each commit, and from time to time what could not be carried then.
async fn carry_post(centre: Arc<Centre>) {
    let mut commits = centre.commits.subscribe();
    loop {
        let carrier = centre.clone();
        let carried = blocking(move || carrier.carry()).await;
        if let Err(why) = carried {
            tracing::warn!(%why, "the post between offices waits");
        }
        // Its own commits wake it once more and find nothing.
        let _ = tokio::time::timeout(CARRIED_EVERY, commits.changed()).await;
    }
}

async fn in_time(request: extract::Request, next: Next) -> Response {
    let answered = tokio::time::timeout(ANSWERED_WITHIN, next.run(request)).await;
    answered.unwrap_or_else(|_| StatusCode::REQUEST_TIMEOUT.into_response())
}

/// Returns the routes: one for all requests, named by the last part of the address.
pub fn router(centre: Arc<Centre>) -> Router {
    let limits = DefaultBodyLimit::max(MAX_BODY_BYTES);
    Router::new().route("/v1/{name}", post(take)).layer(limits).layer(from_fn(in_time)).with_state(centre)
}

async fn take(
    State(centre): State<Arc<Centre>>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let signed_by = headers.get(header::AUTHORIZATION).and_then(|it| it.to_str().ok()).map(str::to_owned);
    if name == "wait" {
        return packed(wait(centre, signed_by, body).await);
    }
    let answered = tokio::task::spawn_blocking(move || centre.receive(&name, signed_by.as_deref(), &body)).await;
    match answered {
        Ok(bytes) => bytes.into_response(),
        Err(why) => {
            tracing::error!(%why, "a request ended in a panic");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Holds the answer back until there is news, a commit at a time.
async fn wait(centre: Arc<Centre>, signed_by: Option<String>, body: Bytes) -> Result<Reply, Problem> {
    let reader = centre.clone();
    let read = move || match reader.read("wait", signed_by.as_deref(), &body)? {
        (Some(caller), Request::Wait(it)) => Ok((caller, it)),
        _ => Err(Problem::refused(Code::RequestNotUnderstood)),
    };
    let (caller, asked) = blocking(read).await?;
    let caller = Arc::new(caller);
    let mut commits = centre.commits.subscribe();
    let until = tokio::time::Instant::now() + Duration::from_secs(WAIT_S);
    loop {
        let (centre_, caller_, asked_) = (centre.clone(), caller.clone(), asked.clone());
        let has_news = blocking(move || look(&centre_, &caller_, &asked_)).await?;
        if has_news || tokio::time::Instant::now() >= until {
            return Ok(Reply::Wait(WaitReply { has_news }));
        }
        // Commits of this process are told; those of another one are looked for.
        let _ = tokio::time::timeout(Duration::from_millis(LOOK_MS), commits.changed()).await;
    }
}

fn look(centre: &Centre, caller: &Caller, asked: &Wait) -> Result<bool, Problem> {
    if caller.seat.revoked_at.is_some() {
        return Err(Problem::refused(Code::SeatRevoked));
    }
    let now = centre.clock.now();
    centre.in_tenant(&caller.seat.tenant, |store| store.has_news(caller.seat.person, asked.head, now))
}

async fn blocking<T: Send + 'static>(f: impl FnOnce() -> Result<T, Problem> + Send + 'static) -> Result<T, Problem> {
    tokio::task::spawn_blocking(f).await.map_err(|why| Problem::Broken(format!("a request ended in a panic: {why}")))?
}

fn packed(result: Result<Reply, Problem>) -> Response {
    encode(&result.map_err(for_desk)).into_response()
}
