//! Our own accept loop. axum's has no timeout for a connection that says nothing or says it slowly,
//! no cap for each address, and leaves Nagle's algorithm on, which costs 40 ms a page.

use super::address::{Net, Payer};
use super::front::Front;
use super::stream::{Guarded, Pace, Patience};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::collections::HashMap;
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tracing::{info, warn};

/// What the accept loop allows.
#[derive(Clone, Debug)]
pub struct Door {
    /// How long a connection may take over what.
    pub patience: Patience,
    /// Connections one address may hold at a time; a trusted proxy may hold all.
    pub per_address: u32,
    /// Connections in all.
    pub in_all: usize,
    /// The largest head of a request, in bytes.
    pub head_bytes: usize,
    /// How long requests under way may take to end when the server stops.
    pub farewell: Duration,
    /// Proxies that speak for others.
    pub trusted: Vec<Net>,
}

impl Default for Door {
    fn default() -> Self {
        Self {
            patience: Patience::default(),
            per_address: 256,
            in_all: 10_000,
            head_bytes: 32 * 1024,
            farewell: Duration::from_secs(10),
            trusted: Vec::new(),
        }
    }
}

/// Answers on all listeners until `stop` resolves; then lets what is under way end, within the
/// door's farewell.
pub async fn serve(listeners: Vec<TcpListener>, front: Front, door: Door, stop: impl Future<Output = ()>) {
    let (closing, closed) = watch::channel(());
    let hall = Arc::new(Gate {
        front,
        seats: Arc::new(Semaphore::new(door.in_all)),
        held: Mutex::default(),
        http: builder(&door),
        door,
    });
    let loops: Vec<_> = listeners
        .into_iter()
        .map(|listener| tokio::spawn(Arc::clone(&hall).listen(listener, closed.clone())))
        .collect();
    drop(closed);
    stop.await;
    for listening in loops {
        listening.abort();
    }
    info!("Stopping: no new connections, requests under way may end");
    closing.send_replace(());
    if tokio::time::timeout(hall.door.farewell, closing.closed()).await.is_err() {
        warn!(connections = closing.receiver_count(), "Stopped with connections still open");
    }
}

fn builder(door: &Door) -> http1::Builder {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(door.patience.idle)
        .max_header_size(door.head_bytes)
        .max_buf_size(door.head_bytes.max(64 * 1024));
    http
}

struct Gate {
    front: Front,
    seats: Arc<Semaphore>,
    held: Mutex<HashMap<Payer, u32>>,
    http: http1::Builder,
    door: Door,
}

impl Gate {
    async fn listen(self: Arc<Self>, listener: TcpListener, closed: watch::Receiver<()>) {
        loop {
            let seat = Arc::clone(&self.seats).acquire_owned().await.expect("the semaphore is never closed");
            match listener.accept().await {
                Ok((stream, peer)) => Arc::clone(&self).welcome(stream, peer, seat, closed.clone()),
                Err(error) => {
                    // Out of file descriptors, most often: others must close before we can go on.
                    warn!(error.kind = ?error.kind(), "Could not accept a connection");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            }
        }
    }

    fn welcome(
        self: Arc<Self>,
        stream: TcpStream,
        peer: SocketAddr,
        seat: OwnedSemaphorePermit,
        closed: watch::Receiver<()>,
    ) {
        let Some(place) = Place::take(&self, peer.ip()) else {
            metrics::counter!("sunhall_connections_refused_total").increment(1);
            return;
        };
        // An answer goes out at once, however small; a socket that refuses this still works.
        let _ = stream.set_nodelay(true);
        tokio::spawn(async move {
            self.attend(stream, peer.ip(), closed).await;
            drop((place, seat));
        });
    }

    async fn attend(&self, stream: TcpStream, peer: IpAddr, mut closed: watch::Receiver<()>) {
        let pace = Pace::default();
        let io = TokioIo::new(Guarded::new(stream, pace.clone(), self.door.patience));
        let service = service_fn(|request: hyper::Request<Incoming>| {
            pace.head_read(!hyper::body::Body::is_end_stream(request.body()));
            let answer = self.front.answer(request, Some(peer));
            async { Ok::<_, Infallible>(answer.await) }
        });
        let mut connection = std::pin::pin!(self.http.serve_connection(io, service));
        // What goes wrong on a connection is the client's affair: it hung up, dawdled, or spoke no HTTP.
        tokio::select! {
            biased;
            _ = connection.as_mut() => return,
            _ = closed.changed() => connection.as_mut().graceful_shutdown(),
        }
        let _ = connection.await;
    }
}

/// One of the connections an address may hold; given back when dropped.
struct Place {
    gate: Arc<Gate>,
    payer: Option<Payer>,
}

impl Place {
    fn take(gate: &Arc<Gate>, peer: IpAddr) -> Option<Self> {
        metrics::gauge!("sunhall_connections").increment(1);
        let payer = (!gate.door.trusted.iter().any(|net| net.contains(peer))).then(|| Payer::of(peer));
        let mut place = Self { gate: Arc::clone(gate), payer: None };
        if let Some(payer) = payer {
            let mut held = gate.held.lock().unwrap_or_else(PoisonError::into_inner);
            let count = held.entry(payer).or_default();
            if *count >= gate.door.per_address {
                return None;
            }
            *count += 1;
            place.payer = Some(payer);
        }
        Some(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        metrics::gauge!("sunhall_connections").decrement(1);
        let Some(payer) = self.payer else { return };
        let mut held = self.gate.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = held.get_mut(&payer) {
            *count -= 1;
            if *count == 0 {
                held.remove(&payer);
            }
        }
    }
}
