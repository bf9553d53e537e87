//! The table of registering authorities and classes (GB 32100-2015 with amendment 1 of 2016).

use super::Uscc;

/// The classes of one authority: character and name.
type Classes = &'static [(char, &'static str)];

/// Authority, its name, and its classes with their names. Later additions exist, such as `G` of the police for offices of
/// foreign non-governmental organisations, so a code outside the table is a warning and never a refusal.
const AUTHORITIES: &[(char, &str, Classes)] = &[
    (
        '1',
        "机构编制",
        &[('1', "机关"), ('2', "事业单位"), ('3', "编办直接管理机构编制的群众团体"), ('9', "其他")],
    ),
    ('2', "外交", &[('1', "外国常驻新闻机构"), ('9', "其他")]),
    (
        '3',
        "司法行政",
        &[
            ('1', "律师执业机构"),
            ('2', "公证处"),
            ('3', "基层法律服务所"),
            ('4', "司法鉴定机构"),
            ('5', "仲裁委员会"),
            ('9', "其他"),
        ],
    ),
    ('4', "文化", &[('1', "外国在华文化中心"), ('9', "其他")]),
    ('5', "民政", &[('1', "社会团体"), ('2', "民办非企业单位"), ('3', "基金会"), ('9', "其他")]),
    (
        '6',
        "旅游",
        &[
            ('1', "外国旅游部门常驻代表机构"),
            ('2', "港澳台地区旅游部门常驻内地（大陆）代表机构"),
            ('9', "其他"),
        ],
    ),
    ('7', "宗教", &[('1', "宗教活动场所"), ('2', "宗教院校"), ('9', "其他")]),
    ('8', "工会", &[('1', "基层工会"), ('9', "其他")]),
    ('9', "工商", &[('1', "企业"), ('2', "个体工商户"), ('3', "农民专业合作社")]),
    ('A', "中央军委改革和编制办公室", &[('1', "军队事业单位"), ('9', "其他")]),
    (
        'N',
        "农业",
        &[('1', "组级集体经济组织"), ('2', "村级集体经济组织"), ('3', "乡镇级集体经济组织"), ('9', "其他")],
    ),
    ('Y', "其他", &[('1', "其他")]),
];

impl Uscc {
    /// The registering authority's name in the standard; `None` where its table has none.
    ///
    /// ```
    /// # use record::Uscc;
    /// let uscc = Uscc::parse("12100000400000624D").unwrap();
    /// assert_eq!((uscc.authority_name(), uscc.class_name()), (Some("机构编制"), Some("事业单位")));
    /// ```
    pub fn authority_name(&self) -> Option<&'static str> {
        AUTHORITIES.iter().find(|(code, ..)| *code == self.authority()).map(|(_, name, _)| *name)
    }

    /// The class's name in the standard; `None` where its table has none.
    pub fn class_name(&self) -> Option<&'static str> {
        let (.., classes) = AUTHORITIES.iter().find(|(code, ..)| *code == self.authority())?;
        classes.iter().find(|(code, _)| *code == self.class()).map(|(_, name)| *name)
    }
}
