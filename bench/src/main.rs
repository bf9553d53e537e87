//! `bare FILE ADDRESS`: an axum server that answers every request with the bytes of a file and does nothing else.
//!
//! It is the yardstick of `cargo xtask bench`: what the same two cores can send at all, asked by the same load in the
//! same run. Our figures are told as parts of its figure, so that they mean the same on another machine.

use std::env;
use std::error::Error;
use std::fs;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::serve::ListenerExt;
use bytes::Bytes;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(file), Some(address)) = (arguments.next(), arguments.next()) else {
        return Err("bare wants a file and an address".into());
    };
    let page = Bytes::from(fs::read(file)?);
    let answer = move || {
        let page = page.clone();
        async move { ([(CONTENT_TYPE, "text/html; charset=utf-8")], page) }
    };
    // Without it the kernel waits for more, and the yardstick would shrink.
    let listener = TcpListener::bind(address).await?.tap_io(|stream| drop(stream.set_nodelay(true)));
    axum::serve(listener, Router::new().fallback(answer)).await?;
    Ok(())
}
