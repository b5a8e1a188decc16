"""Whether "3일" or "2000년" by itself is a length of time, and no date."""

from __future__ import annotations

import re

from qa.extract.korean.calendar_words import Piece

# After a bare "N일": not a day of the month but so many days.
DAYS = re.compile(
    r""" ?(?:간(?![가-힣])|간[의에은을이]|동안|만(?:에|의|이|인|[ ,.])|이내|안에|내(?:에|로|내)"""
    r"""|뒤|후(?![보반])|전(?!국|날|투|쟁|체|담)|짜리|남[았은]|앞두|정도|가량|연속|넘게|넘은|미만|씩|밖에|마다|한정"""
    r"""|이상|이하|연휴|에 불과|에 그[쳤치]|[이도] 걸|이나 |간격|늦|먼저|빠르|앞당|일찍|더 |밤낮|천하"""
    r"""|[째치차](?=[ ,.에의인])|(?<! )(?:여(?= )|장(?=[ ,.이을으로]))|걸[려리렸린릴]"""
    r"""|제(?![가-힣]*(?:회|차|법))|당 )"""
)
# After any day, led or not: 지난 3일간, 오는 5일 동안.
_LASTED = re.compile(r" ?(?:간(?![가-힣])|간[의에은을이]|동안|만에|연속|이내|내내|째)")
# Before a bare "N일": 총 10일, 주 5일, 한 달에 3일, 2박 3일.
_COUNTED = re.compile(
    r"(?:(?:^|[^가-힣])(?:최장|최대|최소|총|꼬박|약|무려|만|주|하루|불과|평균|연간|앞으로|향후|단|단지"
    r"|생후|징역|금고|구류|구금|정직|유급휴가|연차|휴가) ?"
    r"|[년달주월]에 ?|개월 ?|\d박 ?|\d년 ?|(?:시간|인|명|월|년|주|건)당 ?)$"
)


def lasting(text: str, start: int, end: int, pieces: tuple[Piece, ...]) -> bool:
    """Whether a lone "3일" counts days, or a lone "2000년" years."""
    if len(pieces) > 1:
        return False
    only = pieces[0]
    if only.kind == "day" and only.date.day is not None and only.date.month is None:
        if text[start] in "지오다":  # 지난 20일, but 지난 3일간
            return bool(_LASTED.match(text, end))
        return bool(DAYS.match(text, end) or _COUNTED.search(text[max(0, start - 6) : start]))
    if only.kind == "year" and only.date.year is not None and text[end - 1] == "년":
        return bool(
            re.compile(
                r" ?(?:간(?![가-힣])|동안|만에|전(?!국|쟁)|뒤|후(?!반)|여|넘|이상 된|가까이|된 )"
            ).match(text, end)
        )
    if only.kind == "quarter" and only.date.quarter is not None and "사분기" not in text[start:end]:
        return bool(_LASTED.match(text, end))
    return False
