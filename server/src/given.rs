//! What the server's own tests begin with: a hall over an empty database that goes with it.

use crate::clock::Clock;
use crate::config::Config;
use crate::edge::{Door, Front};
use crate::hall::Hall;
use crate::migrations;
use crate::site::Files;
use axum::body::Body;
use axum::http::{Request, Response};
use http_body_util::BodyExt;
use record::Day;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use store::Store;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A hall, and the folder of its database.
pub(crate) struct Given {
    pub(crate) hall: Arc<Hall>,
    pub(crate) front: Front,
    _folder: TempDir,
}

/// A hall on 23 November 2026, changed by `change` before it opens.
pub(crate) async fn hall(change: impl FnOnce(&mut Config)) -> Given {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let url = format!("sqlite:{}", folder.path().join("hall.db").display());
    let store = Store::open(&url, migrations()).await.expect("an empty database opens");
    let mut config = Config::new(None).expect("the city's file is right");
    config.clock = Clock::Frozen(Day::parse("2026-11-23").expect("a day"));
    change(&mut config);
    let hall = Hall::new(config, store, Files::default()).await.expect("the hall opens");
    Given { front: Front::new(&hall), hall, _folder: folder }
}

impl Given {
    /// Asks in-process.
    pub(crate) async fn ask(&self, request: Request<Body>) -> Response<Body> {
        self.front.answer(request, None).await
    }

    /// Asks for a page as a reader at `peer`.
    pub(crate) async fn get_from(&self, peer: &str, path: &str, forwarded: Option<&str>) -> Response<Body> {
        let mut request = Request::get(path).header("host", "127.0.0.1:3000");
        if let Some(forwarded) = forwarded {
            request = request.header("x-forwarded-for", forwarded);
        }
        let request = request.body(Body::empty()).expect("a request");
        self.front.answer(request, Some(peer.parse().expect("an address"))).await
    }

    /// Listens on a free port.
    pub(crate) async fn listening(self, door: Door) -> Listening {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("it listens");
        let (stop, stopped) = oneshot::channel::<()>();
        let front = self.front.clone();
        let serving = tokio::spawn(async move {
            let stop = async {
                let _ = stopped.await;
            };
            crate::edge::serve(vec![listener], front, door, stop).await;
        });
        Listening { address, stop, serving, _given: self }
    }
}

/// A hall that listens.
pub(crate) struct Listening {
    pub(crate) address: SocketAddr,
    pub(crate) stop: oneshot::Sender<()>,
    pub(crate) serving: JoinHandle<()>,
    _given: Given,
}

/// The whole body as text.
pub(crate) async fn text(response: Response<Body>) -> String {
    let body = response.into_body().collect().await.expect("the body ends").to_bytes();
    String::from_utf8_lossy(&body).into_owned()
}

/// A door that waits a few hundredths of a second where the real one waits seconds.
pub(crate) fn hasty() -> Door {
    let mut door = Door::default();
    door.patience.first_byte = Duration::from_millis(150);
    door.patience.head = Duration::from_millis(300);
    door.patience.idle = Duration::from_millis(600);
    door.patience.body = Duration::from_millis(300);
    door.farewell = Duration::from_millis(500);
    door
}
