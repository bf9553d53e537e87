//! A citizen without scripts: reports, sees what is wrong with a form, looks with the receipt, writes and is answered.

use axum::body::Body;
use axum::http::Request;
use seal::{Receipt, demonstration};
use store::sql;
use tests::{Database, databases};

use super::given::{House, PORTAL, hidden, today};

async fn count(house: &House, table: &'static str) -> i64 {
    let text = match table {
        "case_file" => "SELECT COUNT(*) FROM case_file",
        _ => "SELECT COUNT(*) FROM upload WHERE case_id IS NOT NULL",
    };
    sql(text).one(&house.store).await.unwrap().map_or(0, |row| row.int(0))
}

#[tokio::test]
async fn a_report_is_sealed_and_found_again_by_its_receipt() {
    for database in databases() {
        let house = House::open(database).await;
        let form = house.form("/report", &[("division", "130302"), ("plain", "1")]).await;
        let form = form
            .with("unit", "某局")
            .with("person", "一位科长")
            .with("what", "先写的\n再写的")
            .with("name", "一位举报人")
            .with("id_number", "130302199001010016")
            .with("phone", "13800000000")
            .file("收据.txt", "文件里的话".as_bytes())
            .file("", b"");
        let answer = house.upload("/report/send", "", &form).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/report/sent"));
        // A browser that got no answer sends the same again.
        let again = house.upload("/report/send", "", &form).await;
        assert_eq!((again.status.as_u16(), again.header("location")), (303, "/report/sent"));
        assert_eq!(count(&house, "case_file").await, 1);

        let receipt = form.value("receipt");
        let (id, _) = house.case(receipt).await;
        assert_eq!(id.as_str(), form.value("id"));
        let key = demonstration::key("cdi-haigang-intake-1");
        let report = house.read(&id, seal::Role::Server, "cdi-haigang-intake-1", &key).await;
        assert_eq!((report.what.as_str(), report.subject.person.as_str()), ("先写的\n再写的", "一位科长"));
        assert_eq!((report.files.len(), report.files[0].kind.as_str()), (1, "text"));

        let page = house.post("/case", "", &[("receipt", &receipt.to_lowercase())]).await;
        assert_eq!((page.status.as_u16(), page.header("cache-control")), (200, "no-store"));
        assert!(page.text().contains("已收到，正在决定是否受理"), "{}", page.text());
        assert!(page.text().contains("2026年12月14日"), "fifteen working days");
        assert!(page.text().contains("已有 0 人回避"));
        for private in ["先写的", "一位科长", "一位举报人"] {
            assert!(!page.text().contains(private), "{private}");
        }
    }
}

#[tokio::test]
async fn a_picture_reaches_the_team_without_what_tells_of_its_maker() {
    let house = House::open(Database::sqlite()).await;
    let form = house.form("/report", &[("division", "130302"), ("plain", "1")]).await;
    // A PNG of one pixel, with a text that names its maker before the pixels.
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    png.extend_from_slice(b"\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89");
    png.extend_from_slice(b"\0\0\0\x0btEXtAuthor\0Abcd\0\0\0\0");
    png.extend_from_slice(
        b"\0\0\0\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82",
    );
    let form = form.with("unit", "某局").with("what", "见照片").file("照片.png", &png);
    let answer = house.upload("/report/send", "", &form).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let (id, _) = house.case(form.value("receipt")).await;
    let files = cases::table::attachments(&house.store, &id).await.unwrap();
    let sorts: Vec<&str> = files.iter().map(|file| file.object.as_str()).collect();
    assert_eq!(sorts, ["attachment", "original"]);
    let key = demonstration::key("cdi-haigang-intake-1");
    let report = house.read(&id, seal::Role::Server, "cdi-haigang-intake-1", &key).await;
    assert!(report.files[0].stripped && report.files[0].bytes < png.len() as u64);
}

#[tokio::test]
async fn a_form_that_is_not_in_order_comes_back_with_its_words() {
    let house = House::open(Database::sqlite()).await;
    let long = "字".repeat(201);
    let endless = "字".repeat(30_000);
    for (name, value, said) in [
        ("what", "", "请写明发生了什么"),
        ("what", endless.as_str(), "内容太长"),
        ("person", long.as_str(), "姓名太长"),
        ("id_number", "13030219900101001X", "身份证号码不对"),
        ("phone", "12", "电话号码不对"),
        ("kept", "", "请先抄下回执"),
        ("token", "AAAA", "请抄下下面的回执"),
        ("receipt", "0000", "请抄下下面的回执"),
        ("expires", "2026-11-22T00:00:00.000000Z", "请抄下下面的回执"),
        ("division", "999999", "请从列表里选择地方"),
    ] {
        let form = house.form("/report", &[("division", "130302"), ("plain", "1")]).await;
        let form = form.with("unit", "某局").with("evidence", "保留的话 <b>").with("what", "发生的事");
        let form = form.with(name, value).file("a.txt", b"hello");
        let answer = house.upload("/report/send", "", &form).await;
        let text = answer.text();
        if name == "division" {
            // Without a place nobody can be found who reads it.
            assert_eq!(answer.status, 200, "{text}");
            continue;
        }
        assert_eq!(
            (answer.status.as_u16(), answer.header("cache-control")),
            (422, "no-store"),
            "{name}: {text}"
        );
        assert!(text.contains(said), "{name} {value:.20}: {text:.3000}");
        assert!(
            text.contains("保留的话 &lt;b&gt;") && text.contains("请重新选择文件"),
            "{name}: the words are kept"
        );
        // What comes back can be sent as it stands, once it is mended.
        let again = hidden(&text).with("kept", "1").with("unit", "某局").with("what", "发生的事");
        assert_eq!(house.upload("/report/send", "", &again).await.status, 303, "{name}");
    }
}

#[tokio::test]
async fn a_slip_is_over_after_some_hours_and_a_new_one_is_given() {
    let house = House::open(Database::sqlite()).await;
    let form = house.form("/report", &[("division", "130302"), ("plain", "1")]).await;
    let form = form.with("unit", "某局").with("what", "发生的事");
    house.given.pass(7 * 60 * 60);
    let answer = house.upload("/report/send", "", &form).await;
    assert_eq!(answer.status, 422);
    assert_ne!(hidden(&answer.text()).value("receipt"), form.value("receipt"));
    assert_eq!(count(&house, "case_file").await, 0);
}

#[tokio::test]
async fn nothing_is_taken_where_nobody_can_be_believed_to_hold_the_keys() {
    let house = House::without_recipients(Database::sqlite()).await;
    let answer = house.post("/report", "", &[("division", "130302")]).await;
    assert_eq!(answer.status, 503);
    assert!(answer.text().contains("没有收下任何内容") && answer.text().contains("12388"));

    // One officer alone has signed.
    let mut signed = demonstration::recipients(super::given::PORTAL, "cdi-haigang", today());
    signed.signatures.truncate(1);
    house.recipients("cdi-haigang", &serde_json::to_string(&signed).unwrap()).await;
    let answer = house.post("/report", "", &[("division", "130302")]).await;
    assert_eq!(answer.status, 503);
    assert_eq!(count(&house, "case_file").await, 0);
}

#[tokio::test]
async fn a_report_goes_to_who_may_read_it_and_never_to_whom_it_is_about() {
    let house = House::open(Database::sqlite()).await;
    for (first, unit) in [
        (vec![("division", "130302")], "海港区纪委监委"),
        (vec![("division", "130302"), ("is_head", "1")], "市纪委监委信访室"),
        (vec![("division", "130302"), ("receiver", "cdi-haigang")], "市纪委监委信访室"),
        (vec![("division", "130302"), ("level_above", "1")], "市纪委监委信访室"),
    ] {
        let answer = house.post("/report", "", &first).await;
        assert!(answer.text().contains(&format!("{unit} 受理")), "{first:?}: {}", answer.text());
    }
    let outside = house.post("/report", "", &[("division", "130300"), ("receiver", "cdi")]).await;
    assert!(outside.text().contains("要由市以上机关受理"));
    let missing = house.post("/report", "", &[("division", "")]).await;
    assert_eq!(missing.status, 422);
}

#[tokio::test]
async fn a_receipt_that_leads_nowhere_and_one_that_was_misread_are_told_alike() {
    let house = House::open(Database::sqlite()).await;
    let receipt = house.reported("发生的事").await;
    let unknown = Receipt::from_entropy(&[9; 17]).to_string();
    let misread = receipt.replace(&receipt[..1], if receipt.starts_with('0') { "1" } else { "0" });
    let mut answers = Vec::new();
    for typed in [unknown.as_str(), misread.as_str(), "", "x", &receipt[..20]] {
        let answer = house.post("/case", "", &[("receipt", typed)]).await;
        assert_eq!(answer.status, 422);
        answers.push(answer.body);
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "the bytes are the same");
    assert_eq!(house.post("/case", "", &[("receipt", &receipt)]).await.status, 200);
}

#[tokio::test]
async fn a_citizen_writes_objects_and_does_so_once() {
    for database in databases() {
        let house = House::open(database).await;
        let receipt = house.reported("发生的事").await;
        let page = house.post("/case", "", &[("receipt", &receipt)]).await.text();
        let form = hidden(&page);
        let (seq, message) = (form.value("seq").to_owned(), form.value("message").to_owned());
        let say = [
            ("receipt", receipt.as_str()),
            ("seq", &seq),
            ("message", &message),
            ("do", "object"),
            ("text", "我不同意\n第二行"),
        ];
        let answer = house.post("/case", "", &say).await;
        assert!(
            answer.text().contains("异议已提出") && answer.text().contains("我不同意"),
            "{}",
            answer.text()
        );
        let again = house.post("/case", "", &say).await;
        assert!(again.text().contains("已经记下，或者情况有了变化"), "sent twice, it is done once");
        assert_eq!(again.text().matches("我不同意").count(), 1);

        let (id, _) = house.case(&receipt).await;
        let rows = sql("SELECT to_team, to_reporter FROM case_message").all(&house.store).await.unwrap();
        assert_eq!(rows.len(), 1, "{id}");
        let plain = "我不同意".as_bytes();
        let holds = |bytes: &[u8]| bytes.windows(plain.len()).any(|window| window == plain);
        assert!(!holds(rows[0].bytes(0)) && !holds(rows[0].bytes(1)), "both copies are sealed");
        let empty = house.post("/case", "", &[("receipt", &receipt), ("do", "say"), ("text", " ")]).await;
        assert_eq!(empty.status, 422);
    }
}

#[tokio::test]
async fn a_complaint_is_read_by_who_handles_it_and_its_sender_is_not() {
    let house = House::open(Database::sqlite()).await;
    let form = house.form("/complain", &[("division", "130302"), ("kind", "complaint")]).await;
    let form = form.with("unit", "37 号窗口").with("what", "排队两小时").with("name", "一位市民");
    let answer = house.upload("/complain/send", "", &form).await;
    assert_eq!(
        (answer.status.as_u16(), answer.header("location")),
        (303, "/complain/sent"),
        "{}",
        answer.text()
    );
    let (id, _) = house.case(form.value("receipt")).await;
    let words = cases::table::words(&house.store, &id).await.unwrap().unwrap();
    assert!(words.contains("排队两小时") && words.contains("37 号窗口") && !words.contains("一位市民"));
}

#[tokio::test]
async fn the_way_out_clears_what_the_site_left() {
    let house = House::without_recipients(Database::sqlite()).await;
    let answer = house.get("/report/leave", "").await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/approvals/items"));
    assert!(answer.header("clear-site-data").contains("\"storage\""));
    for page in ["/report", "/complain", "/case", "/report/sent", "/en/report"] {
        let answer = house.get(page, "").await;
        assert_eq!((answer.status.as_u16(), answer.header("cache-control")), (200, "no-store"), "{page}");
        assert!(answer.text().contains("/report/leave"), "{page}");
    }
}

#[tokio::test]
async fn the_form_travels_packed_to_who_takes_that() {
    let house = House::open(Database::sqlite()).await;
    let asked = |coding: &str| {
        let request = Request::post("/report").header("host", PORTAL).header("sec-fetch-site", "same-origin");
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        request.header("accept-encoding", coding).body(Body::from("division=130302")).unwrap()
    };
    let plain = house.send(asked("identity")).await;
    let packed = house.send(asked("gzip, br")).await;
    assert_eq!((plain.status.as_u16(), plain.header("content-encoding")), (200, ""));
    assert_eq!((packed.status.as_u16(), packed.header("content-encoding")), (200, "gzip"));
    assert_eq!((packed.header("vary"), packed.header("cache-control")), ("Accept-Encoding", "no-store"));
    assert!(packed.body.len() * 3 < plain.body.len(), "{} of {}", packed.body.len(), plain.body.len());
}
