"""Feeds as the big hosts write them, which all apps take: no errors, and few warnings.

Written for this test after the habits of each: http links, tracking redirects in enclosures, the
old words for explicit, lengths of 0, guids that are no addresses, HTML in descriptions, other
namespaces, zones by name, days of one digit, items without a sound, elements that are empty.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from audiopub import facts, rules

NAMESPACES = """xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
 xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:googleplay="http://www.google.com/schemas/play-podcasts/1.0"
 xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:acast="https://schema.acast.com/1.0/"
 xmlns:npr="https://www.npr.org/rss/" xmlns:nprml="https://api.npr.org/nprml"
 xmlns:spotify="http://www.spotify.com/ns/rss" xmlns:wfw="http://wellformedweb.org/CommentAPI/"
 xmlns:rawvoice="http://www.rawvoice.com/rawvoiceRssModule/" xmlns:simplecast="https://x.simplecast.com/1"
 xmlns:anchor="https://anchor.fm/xmlns" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
 xmlns:ppg="http://bbc.co.uk/2009/01/ppgRss" xmlns:fyyd="https://fyyd.de/fyyd-ns/" """

# ruff: noqa: E501 - the lines are as long as the hosts write them
HOSTS = {
    "a public broadcaster, with newscasts": (
        """<title>News Now</title><link>https://www.npr.example/news-now</link>
    <description><![CDATA[The latest news in five minutes. Updated hourly.]]></description>
    <copyright>Copyright 2015-2021 NPR - For Personal Use Only</copyright>
    <generator>NPR API RSS Generator 0.94</generator><language>en</language>
    <itunes:summary><![CDATA[The latest news in five minutes. Updated hourly.]]></itunes:summary>
    <itunes:author>NPR</itunes:author><itunes:block>no</itunes:block>
    <itunes:owner><itunes:name>NPR</itunes:name><itunes:email>podcasts@npr.example</itunes:email>
    </itunes:owner><itunes:category text="News"><itunes:category text="Daily News"/></itunes:category>
    <itunes:image href="https://media.npr.example/nn_tile.jpg?s=1400&amp;c=66&amp;f=jpg"/>
    <itunes:type>episodic</itunes:type><itunes:explicit>no</itunes:explicit>
    <image><url>https://media.npr.example/nn_tile.jpg?s=200</url><title>News Now</title>
    <link>https://www.npr.example/news-now</link></image>
    <lastBuildDate>Mon, 20 Oct 2025 08:00:00 -0400</lastBuildDate>
    <atom:link href="https://feeds.npr.example/500005/podcast.xml" rel="self" type="application/rss+xml"/>""",
        """<title>NPR News: 10-20-2025 8AM EDT</title>
    <description>NPR News: 10-20-2025 8AM EDT&lt;br&gt;&lt;br&gt;Learn more about &lt;a href="https://www.npr.example/s"&gt;sponsor message choices&lt;/a&gt;</description>
    <pubDate>Mon, 20 Oct 2025 08:00:00 -0400</pubDate><guid>b1ea7e0d-81d4-4a45-b3bc-7f7e1f0b3b5e</guid>
    <itunes:title>NPR News: 10-20-2025 8AM EDT</itunes:title><itunes:author>NPR</itunes:author>
    <itunes:summary><![CDATA[NPR News]]></itunes:summary><itunes:duration>285</itunes:duration>
    <itunes:explicit>no</itunes:explicit><itunes:episodeType>full</itunes:episodeType>
    <content:encoded><![CDATA[NPR News: 10-20-2025 8AM EDT<br/><br/>Learn more]]></content:encoded>
    <enclosure url="https://podtrac.example/pts/redirect.mp3/chrt.fm/track/138C95/traffic.example/nn.mp3?awCollectionId=500005&amp;d=285&amp;story=1&amp;size=4565621" length="4565621" type="audio/mpeg"/>""",
    ),
    "a British broadcaster": (
        """<title>Global News Podcast</title><link>http://www.bbc.example/programmes/p02nq0gn</link>
    <description>The day's top stories.</description><itunes:summary>The day's top stories.</itunes:summary>
    <itunes:author>BBC World Service</itunes:author><itunes:owner><itunes:name>BBC</itunes:name>
    <itunes:email>podcast.support@bbc.example</itunes:email></itunes:owner><language>en</language>
    <ttl>720</ttl><itunes:explicit>clean</itunes:explicit><media:rating scheme="urn:simple">nonadult</media:rating>
    <image><url>http://ichef.bbci.example/images/ic/3000x3000/p0.jpg</url><title>Global News Podcast</title>
    <link>https://www.bbc.example/programmes/p02nq0gn</link></image>
    <itunes:image href="http://ichef.bbci.example/images/ic/3000x3000/p0.jpg"/>
    <copyright>(C) BBC 2025</copyright><pubDate>Mon, 20 Oct 2025 04:00:00 +0000</pubDate>
    <itunes:category text="News"/><media:thumbnail url="http://ichef.bbci.example/p0.jpg"/>
    <atom:link href="https://podcasts.files.bbci.example/p02nq0gn.rss" type="application/rss+xml" rel="self"/>
    <ppg:seriesDetails typicalDuration="PT30M" frequency="P1D" daysLive="30"/>""",
        """<title>A deal is close</title><description>Also: a new telescope.</description>
    <itunes:subtitle>Also: a new telescope.</itunes:subtitle><itunes:summary>Also.</itunes:summary>
    <pubDate>Mon, 20 Oct 2025 04:00:00 +0000</pubDate><itunes:duration>1745</itunes:duration>
    <enclosure url="http://www.bbc.example/mediaselector/6/redir/version/2.0/mediaset/audio-nondrm-download/proto/http/vpid/p0.mp3" length="27920000" type="audio/mpeg"/>
    <guid isPermaLink="false">urn:bbc:podcast:p0hw8lfq</guid><link>http://www.bbc.example/programmes/p0</link>
    <media:content url="http://www.bbc.example/p0.mp3" fileSize="27920000" type="audio/mpeg" medium="audio" expression="full" duration="1745"/>
    <itunes:author>BBC World Service</itunes:author><media:credit role="author" scheme="urn:ebu">BBC</media:credit>
    <ppg:canonical>https://www.bbc.example/p0</ppg:canonical><itunes:explicit>clean</itunes:explicit>""",
    ),
    "an advertising network": (
        """<atom:link href="https://feeds.megaphone.example/ABC123" rel="self" type="application/rss+xml"/>
    <title>A true crime show</title><link>https://cms.megaphone.example/channel/abc</link>
    <language>en</language><copyright></copyright><description>A show.</description>
    <image><url>https://megaphone.example/p.png?ixlib=rails-4.3.1&amp;max-w=3000</url><title>A true crime show</title>
    <link>https://cms.megaphone.example/channel/abc</link></image>
    <itunes:explicit>yes</itunes:explicit><itunes:type>episodic</itunes:type><itunes:subtitle/>
    <itunes:author>A studio</itunes:author><itunes:summary>A show.</itunes:summary>
    <content:encoded><![CDATA[<p>A show.</p>]]></content:encoded>
    <itunes:owner><itunes:name>A studio</itunes:name><itunes:email>a@studio.example</itunes:email></itunes:owner>
    <itunes:image href="https://megaphone.example/p.png?ixlib=rails-4.3.1&amp;max-w=3000&amp;fit=crop&amp;auto=format,compress"/>
    <itunes:category text="True Crime"></itunes:category><itunes:category text="Society &amp; Culture"/>
    <itunes:category text="News"/>""",
        """<title>The first case</title><description>&lt;p&gt;What happened.&lt;/p&gt;&lt;p&gt;See &lt;a href="https://megaphone.example/adchoices"&gt;adchoices&lt;/a&gt;&lt;/p&gt;</description>
    <pubDate>Mon, 20 Oct 2025 07:00:00 -0000</pubDate><itunes:title>The first case</itunes:title>
    <itunes:episodeType>full</itunes:episodeType><itunes:author>A studio</itunes:author>
    <itunes:subtitle></itunes:subtitle><itunes:summary>What happened.</itunes:summary>
    <content:encoded><![CDATA[<p>What happened.</p>]]></content:encoded><itunes:duration>2345</itunes:duration>
    <itunes:explicit>yes</itunes:explicit><guid isPermaLink="false"><![CDATA[0c1d-11ee]]></guid>
    <enclosure url="https://www.podtrac.example/pts/redirect.mp3/pdst.fm/e/chrt.fm/track/x/traffic.megaphone.example/A1.mp3?updated=1" length="0" type="audio/mpeg"/>""",
    ),
    "an old host, by its templates": (
        """<title>An old show</title><pubDate>Mon, 20 Oct 2025 07:00:00 +0000</pubDate>
    <lastBuildDate>Mon, 20 Oct 2025 07:00:10 +0000</lastBuildDate><generator>Libsyn WebEngine 2.0</generator>
    <link>http://oldshow.libsyn.example</link><language>en</language><copyright><![CDATA[]]></copyright>
    <docs>http://oldshow.libsyn.example</docs><managingEditor>a@oldshow.example (A. Host)</managingEditor>
    <itunes:summary><![CDATA[An old show]]></itunes:summary>
    <image><url>https://static.libsyn.example/p/assets/cover.jpg</url><title>An old show</title>
    <link><![CDATA[http://oldshow.libsyn.example]]></link></image><itunes:author>A. Host</itunes:author>
    <itunes:keywords>old,show</itunes:keywords><itunes:category text="Technology"/>
    <itunes:category text="Education"><itunes:category text="How To"/></itunes:category>
    <itunes:image href="https://static.libsyn.example/p/assets/cover.jpg"/><itunes:explicit>clean</itunes:explicit>
    <itunes:owner><itunes:name><![CDATA[A. Host]]></itunes:name><itunes:email>a@oldshow.example</itunes:email>
    </itunes:owner><description><![CDATA[An old show]]></description><itunes:subtitle><![CDATA[]]></itunes:subtitle>
    <itunes:type>episodic</itunes:type><atom:link href="https://oldshow.libsyn.example/rss" rel="self" type="application/rss+xml"/>
    <podcast:locked owner="a@oldshow.example">no</podcast:locked>""",
        """<title>Number 900</title><itunes:title>Number 900</itunes:title>
    <pubDate>Mon, 20 Oct 2025 07:00:00 +0000</pubDate><guid isPermaLink="false"><![CDATA[d41d8cd98f00b204]]></guid>
    <link><![CDATA[http://oldshow.libsyn.example/number-900]]></link>
    <itunes:image href="https://static.libsyn.example/p/assets/900.jpg"/>
    <description><![CDATA[<p>We talk.</p> <ul> <li><a href="http://x.example">X</a></li></ul>]]></description>
    <content:encoded><![CDATA[<p>We talk.</p>]]></content:encoded>
    <enclosure length="45621312" type="audio/mpeg" url="https://traffic.libsyn.example/secure/oldshow/900.mp3?dest-id=12345"/>
    <itunes:duration>01:02:03</itunes:duration><itunes:explicit>clean</itunes:explicit>
    <itunes:keywords/><itunes:subtitle><![CDATA[We talk.]]></itunes:subtitle><itunes:episode>900</itunes:episode>
    <itunes:episodeType>full</itunes:episodeType>""",
    ),
    "a free app for everybody": (
        """<title><![CDATA[My thoughts]]></title><description><![CDATA[Just me & a microphone]]></description>
    <link>https://anchor.example/my-thoughts</link><generator>Anchor Podcasts</generator>
    <lastBuildDate>Mon, 20 Oct 2025 09:11:12 GMT</lastBuildDate>
    <atom:link href="https://anchor.example/s/1/podcast/rss" rel="self" type="application/rss+xml"/>
    <author><![CDATA[me]]></author><copyright><![CDATA[me]]></copyright><language><![CDATA[en]]></language>
    <atom:link rel="hub" href="https://pubsubhubbub.appspot.example/"/><itunes:author>me</itunes:author>
    <itunes:summary>Just me &amp; a microphone</itunes:summary><itunes:type>episodic</itunes:type>
    <itunes:owner><itunes:name>me</itunes:name><itunes:email>podcasts1+abc@anchor.example</itunes:email></itunes:owner>
    <itunes:explicit>No</itunes:explicit><itunes:category text="Society &amp; Culture"><itunes:category text="Personal Journals"/></itunes:category>
    <itunes:image href="https://d3t3.cloudfront.example/staging/podcast_uploaded_nologo/1-1.jpg"/>
    <image><url>https://d3t3.cloudfront.example/staging/1.jpg</url><title>My thoughts</title><link>https://anchor.example/my-thoughts</link></image>""",
        """<title><![CDATA[Hello & welcome]]></title><description><![CDATA[<p>Hi!</p>
]]></description><link>https://anchor.example/my-thoughts/episodes/Hello-e1</link>
    <guid isPermaLink="false">0f5a-11</guid><dc:creator><![CDATA[me]]></dc:creator>
    <pubDate>Mon, 20 Oct 2025 09:10:00 GMT</pubDate>
    <enclosure url="https://anchor.example/s/1/podcast/play/2/https%3A%2F%2Fd3ctxlq1ktw2nl.cloudfront.example%2Fstaging%2F2025-9-20%2F1.mp3" length="12345678" type="audio/mpeg"/>
    <itunes:summary>&lt;p&gt;Hi!&lt;/p&gt;</itunes:summary><itunes:explicit>No</itunes:explicit>
    <itunes:duration>00:12:51</itunes:duration><itunes:image href="https://d3t3.cloudfront.example/1.jpg"/>
    <itunes:season>1</itunes:season><itunes:episode>1</itunes:episode><itunes:episodeType>full</itunes:episodeType>""",
    ),
    "a Nordic host": (
        """<ttl>60</ttl><generator>acast.com</generator><title>A football show</title>
    <link>https://shows.acast.example/football</link><atom:link href="https://feeds.acast.example/public/shows/1" rel="self" type="application/rss+xml"/>
    <language>sv</language><copyright>Us</copyright><itunes:keywords>football,sport</itunes:keywords>
    <itunes:author>Us</itunes:author><itunes:subtitle>Football</itunes:subtitle>
    <itunes:summary><![CDATA[All about it<br /><hr><p style='color:grey; font-size:0.75em;'> Hosted on Acast. See <a style='color:grey;' target='_blank' rel='noopener noreferrer' href='https://acast.example/privacy'>acast.example/privacy</a> for more information.</p>]]></itunes:summary>
    <description><![CDATA[All about it<br /><hr><p style='color:grey;'>Hosted on Acast.</p>]]></description>
    <itunes:explicit>false</itunes:explicit><itunes:owner><itunes:name>Us</itunes:name><itunes:email>info+1@acast.example</itunes:email></itunes:owner>
    <acast:showId>1</acast:showId><acast:showUrl>football</acast:showUrl><acast:signature key="EXAMPLE" algorithm="aes-256-cbc"><![CDATA[wbG1Z7]]></acast:signature>
    <itunes:type>episodic</itunes:type><itunes:image href="https://assets.pippa.example/shows/1/cover.jpg"/>
    <image><url>https://assets.pippa.example/shows/1/cover.jpg</url><link>https://shows.acast.example/football</link><title>A football show</title></image>
    <itunes:new-feed-url>https://feeds.acast.example/public/shows/1</itunes:new-feed-url>
    <itunes:category text="Sports"><itunes:category text="Soccer"/></itunes:category>
    <podcast:person role="host" img="">A. Host</podcast:person>""",
        """<title>Derby</title><itunes:title>Derby</itunes:title><pubDate>Mon, 20 Oct 2025 03:00:45 GMT</pubDate>
    <itunes:duration>59:01</itunes:duration>
    <enclosure url="https://sphinx.acast.example/p/open/s/1/e/2/media.mp3" length="56656320" type="audio/mpeg"/>
    <guid isPermaLink="false">68f5</guid><itunes:explicit>false</itunes:explicit>
    <link>https://shows.acast.example/football/derby</link><acast:episodeId>68f5</acast:episodeId>
    <itunes:episodeType>full</itunes:episodeType><itunes:image href="https://assets.pippa.example/shows/1/derby.jpg"/>
    <description><![CDATA[<p>The derby.</p><hr><p style='color:grey;'>Hosted on Acast.</p>]]></description>
    <itunes:summary><![CDATA[<p>The derby.</p>]]></itunes:summary>""",
    ),
    "a host that reads the namespace": (
        """<atom:link href="https://feeds.buzzsprout.example/1.rss" rel="self" type="application/rss+xml"/>
    <atom:link href="https://pubsubhubbub.appspot.example/" rel="hub" xmlns="http://www.w3.org/2005/Atom"/>
    <title>Buzz</title><lastBuildDate>Mon, 20 Oct 2025 05:44:10 -0400</lastBuildDate><link>http://www.buzz.example</link>
    <language>en-us</language><copyright>© 2025 Buzz</copyright><podcast:locked>yes</podcast:locked>
    <podcast:guid>17ee0d24-0000-5000-8000-123456789abc</podcast:guid><itunes:author>B</itunes:author><itunes:type>episodic</itunes:type>
    <itunes:explicit>false</itunes:explicit><description><![CDATA[<p>About bees.</p>]]></description>
    <generator>Buzzsprout (https://www.buzzsprout.example)</generator><itunes:keywords>bees</itunes:keywords>
    <itunes:owner><itunes:name>B</itunes:name></itunes:owner><image><url>https://storage.buzzsprout.example/v.jpg?.jpg</url><title>Buzz</title><link>http://www.buzz.example</link></image>
    <itunes:image href="https://storage.buzzsprout.example/v.jpg?.jpg"/><itunes:category text="Science"><itunes:category text="Nature"/></itunes:category>
    <podcast:person role="host" href="https://www.buzz.example/people/1" img="https://storage.buzzsprout.example/1">B. Keeper</podcast:person>""",
        """<itunes:title>Honey</itunes:title><title>Honey</title><description><![CDATA[<p>Sweet.</p><p><a rel="payment" href="https://www.buzz.example/support">Support the show</a></p>]]></description>
    <itunes:author>B</itunes:author><enclosure url="https://www.buzzsprout.example/1/episodes/2-honey.mp3" length="17171717" type="audio/mpeg"/>
    <guid isPermaLink="false">Buzzsprout-2</guid><pubDate>Mon, 20 Oct 2025 05:00:00 -0400</pubDate>
    <podcast:transcript url="https://www.buzzsprout.example/1/2/transcript" type="text/html"/>
    <podcast:transcript url="https://www.buzzsprout.example/1/2/transcript.srt" type="application/x-subrip" rel="captions"/>
    <podcast:chapters url="https://www.buzzsprout.example/1/2/chapters.json" type="application/json"/>
    <podcast:soundbite startTime="61.0" duration="45.5">Sweet</podcast:soundbite>
    <itunes:duration>1428</itunes:duration><itunes:keywords></itunes:keywords><itunes:season>1</itunes:season>
    <itunes:episode>2</itunes:episode><itunes:episodeType>full</itunes:episodeType><itunes:explicit>false</itunes:explicit>""",
    ),
    "a blog with a plugin": (
        """<title>A blog with sound</title><atom:link href="https://blog.example.org/feed/podcast/" rel="self" type="application/rss+xml"/>
    <link>https://blog.example.org</link><description>Thoughts &amp; sounds</description>
    <lastBuildDate>Sat, 4 Oct 2025 14:04:31 +0000</lastBuildDate><language>en-US</language>
    <sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency>
    <generator>https://wordpress.org/?v=6.4</generator><itunes:summary>Thoughts</itunes:summary><itunes:author>B. Logger</itunes:author>
    <itunes:explicit>clean</itunes:explicit><itunes:image href="https://blog.example.org/wp-content/itunes_default.jpg"/>
    <itunes:type>episodic</itunes:type><itunes:owner><itunes:name>B. Logger</itunes:name><itunes:email>b@blog.example.org</itunes:email></itunes:owner>
    <managingEditor>b@blog.example.org (B. Logger)</managingEditor><copyright>B.</copyright><itunes:subtitle>Thoughts</itunes:subtitle>
    <image><title>A blog with sound</title><url>https://blog.example.org/rss_default.jpg</url><link>https://blog.example.org</link></image>
    <itunes:category text="Technology"/><rawvoice:location>Berlin</rawvoice:location><rawvoice:frequency>Weekly</rawvoice:frequency>
    <googleplay:author>B. Logger</googleplay:author><googleplay:image href="https://blog.example.org/rss_default.jpg"/>""",
        """<title>A post without sound</title><link>https://blog.example.org/?p=2</link>
    <comments>https://blog.example.org/post/#respond</comments><pubDate>Sat, 4 Oct 2025 14:04:31 EST</pubDate>
    <dc:creator><![CDATA[b]]></dc:creator><category><![CDATA[Thoughts]]></category><guid isPermaLink="false">https://blog.example.org/?p=2</guid>
    <description><![CDATA[Thoughts [&#8230;]]]></description><content:encoded><![CDATA[<p>Thoughts</p>
<figure class="wp-block-audio"><audio controls src="https://blog.example.org/a.mp3"></audio></figure>]]></content:encoded>
    <wfw:commentRss>https://blog.example.org/post/feed/</wfw:commentRss><slash:comments>0</slash:comments>
    <enclosure url="http://media.blawgs.example/media.blubrry.example/blog/a.mp3" length="4711000" type="audio/mpeg"/>
    <itunes:subtitle>Thoughts</itunes:subtitle><itunes:duration>8:01</itunes:duration>""",
    ),
}


def feed(channel: str, item: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss {NAMESPACES} version="2.0">\n<channel>\n'
        f"    {channel}\n  <item>\n    {item}\n  </item>\n</channel>\n</rss>\n"
    )


@pytest.mark.parametrize("host", HOSTS)
def test_what_all_apps_take_has_no_errors_and_few_warnings(host: str, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(feed(*HOSTS[host]), encoding="utf-8")
    findings = rules.judge(facts.gather(path))
    assert [str(finding) for finding in findings if finding.severity == "error"] == []
    warnings = [finding for finding in findings if finding.severity == "warning"]
    assert len(warnings) <= 3, [f"{each.code} {each.message}" for each in warnings]


def test_an_episode_without_a_sound_among_others_is_no_error(tmp_path: Path) -> None:
    channel, item = HOSTS["a blog with a plugin"]
    post = item[: item.index("<enclosure")].replace("?p=2", "?p=3").replace("A post", "Another")
    path = tmp_path / "feed.xml"
    path.write_text(feed(channel, f"{item}</item><item>{post}"), encoding="utf-8")
    codes = {each.code: each.severity for each in rules.judge(facts.gather(path))}
    assert codes["AP856"] == "info"
    assert "AP570" not in codes
