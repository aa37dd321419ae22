"""What the codes mean that are no rules': the errors of the other packages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What a code means."""

    code: str
    """Stable, never reused: ``AP501``."""

    title: str
    """What is the matter, in a few words."""

    why: str
    """Why it matters, for a producer."""

    cure: str
    """What to do about it."""

    link: str | None = None
    """The clause of a spec that asks for it, where there is one."""


CODES: tuple[Code, ...] = (
    Code(
        code="AP101",
        title="The transcript is empty",
        why="There is nothing to publish, and nothing to align the recording with.",
        cure="Write the episode's text into the file.",
    ),
    Code(
        code="AP102",
        title="The transcript is no text",
        why="It holds binary data; perhaps a document was renamed to .txt.",
        cure="Export it as plain text, and put that in its place.",
    ),
    Code(
        code="AP103",
        title="The transcript's encoding is not read",
        why="Letters would come out wrong everywhere: in the title, the captions, the notes.",
        cure="Save it as UTF-8. UTF-16 with a byte order mark, Windows-1252 and Windows-1251 are "
        "read, too.",
    ),
    Code(
        code="AP104",
        title="A heading, but no text",
        why="Captions, chapters and show notes come from the paragraphs.",
        cure="Write the text below the heading, paragraphs apart by an empty line.",
    ),
    Code(
        code="AP105",
        title="Front matter cannot be read",
        why="What it says of the episode would be lost, or read aloud as text.",
        cure="Close it with the line that opened it, and write it as key: value, or as TOML "
        "between +++ lines.",
    ),
    Code(
        code="AP106",
        title="Front matter holds a value that cannot be",
        why="It would be published wrong, or not at all.",
        cure="Correct it as the message says.",
    ),
    Code(
        code="AP107",
        title="Front matter has an unknown key",
        why="It was passed over; perhaps its name has a slip.",
        cure="Correct it to the key that is meant, or remove it.",
    ),
    Code(
        code="AP108",
        title="An ambiguous date",
        why="10/11/2025 is the 10th of November to some and the 11th of October to others, and "
        "is never guessed.",
        cure="Put the date into the sidecar: date = 2025-11-10.",
    ),
    Code(
        code="AP109",
        title="There is no such day",
        why="No date was taken from it.",
        cure="Correct it, or put the date into the sidecar: date = 2025-10-20.",
    ),
    Code(
        code="AP110",
        title="The language is not clear",
        why="Captions, the page and the feed say a language; a wrong one makes apps and screen "
        "readers stumble.",
        cure='Put it into the sidecar: language = "de".',
    ),
    Code(
        code="AP120",
        title="A folder of sources is not there",
        why="Transcripts or recordings would be looked for in it.",
        cure="Make the folder, or correct [sources] in audiopub.toml.",
    ),
    Code(
        code="AP121",
        title="A transcript has no recording",
        why="An episode is a text and its sound. What was published of it before stays live.",
        cure="Put the recording under the same name into a folder of [sources] audio, or name it "
        'in the sidecar: audio = "episodes/rec_001.wav".',
    ),
    Code(
        code="AP122",
        title="A recording has no transcript",
        why="Title, date, chapters, captions and show notes come from the text.",
        cure="Put the text under the same name into a folder of [sources] transcripts, or name it "
        'in the sidecar: transcript = "seeds/text.txt".',
    ),
    Code(
        code="AP123",
        title="Several files of one name and kind",
        why="Nobody can tell which of them is meant, and a wrong one would be published.",
        cure="Keep one of them in the folders of sources, or let the sidecar say which.",
    ),
    Code(
        code="AP124",
        title="Two sidecars claim one file",
        why="A recording or transcript belongs to one episode only.",
        cure="Correct the sidecar of one of them.",
    ),
    Code(
        code="AP125",
        title="A sidecar without transcript and recording",
        why="It speaks of an episode that is not there; perhaps its name has a slip.",
        cure="Give it the base name of the episode's files, or bring them back.",
    ),
    Code(
        code="AP126",
        title="Nothing says when the episode is published",
        why="Apps order episodes by their date. audiopub never takes today's: the same sources "
        "give "
        "the same feed on any day.",
        cure="Put the date into the heading of the text (20.10.2025), or into the sidecar "
        "(date = 2025-10-20).",
    ),
    Code(
        code="AP127",
        title="There is no episode of this name",
        why="Nothing was done, so that nothing else is published by mistake.",
        cure="Name an episode by the base name of its files; audiopub publish --dry-run lists "
        "them.",
    ),
    Code(
        code="AP128",
        title="A published episode is withdrawn",
        why="Its files are gone, so it leaves the feed; most apps then hide it from listeners.",
        cure="Bring transcript and recording back if that is not what you want.",
    ),
    Code(
        code="AP129",
        title="There is nothing to publish",
        why="No folder of sources holds a transcript or a recording.",
        cure="Put a text and its recording there under one name: first.txt and first.wav.",
    ),
    Code(
        code="AP130",
        title="A text fits several recordings, or the reverse",
        why="Which of them belongs to it cannot be heard.",
        cure='Say which in its sidecar: audio = "episodes/rec_001.wav".',
    ),
    Code(
        code="AP140",
        title="A file is not valid TOML",
        why="Nothing in it can be relied upon.",
        cure="Correct it at the place that is named: texts stand in quotes, a key is given once.",
        link="https://toml.io/en/v1.0.0",
    ),
    Code(
        code="AP141",
        title="An unknown key",
        why="A slip of the pen would otherwise be passed over silently.",
        cure="Correct it to the key that is suggested, or remove it; docs/files.md lists all keys.",
    ),
    Code(
        code="AP142",
        title="A value of the wrong type",
        why="It could only be guessed what it means.",
        cure="Write it as the example shows.",
    ),
    Code(
        code="AP143",
        title="A key is missing",
        why="Directories refuse a show without it.",
        cure="Add it, as the example shows.",
    ),
    Code(
        code="AP144",
        title="A value that cannot be",
        why="Directories and players would refuse it, or do something else with it.",
        cure="Correct it as the message says.",
    ),
    Code(
        code="AP145",
        title="This folder belongs to no show",
        why="There is no audiopub.toml in it or above it.",
        cure="Go into the folder of your show, or run audiopub init to begin one.",
    ),
    Code(
        code="AP146",
        title="A file that is named is not there",
        why="It would be missing from what is published.",
        cure="Put it there, or correct the name; names are relative to audiopub.toml.",
    ),
    Code(
        code="AP147",
        title="Two episodes in audiopub.lock share what must be unique",
        why="Feed readers would take them for one episode.",
        cure="Restore the file from your version control, or correct the newer entry.",
    ),
    Code(
        code="AP148",
        title="audiopub.lock is of an unknown version",
        why="What it holds must never be lost, so it is not touched.",
        cure="Upgrade audiopub.",
    ),
    Code(
        code="AP149",
        title="A published date would move",
        why="Apps show an episode again, or lose it, when its date changes.",
        cure="Restore the date in the source; only if audiopub.lock is wrong, correct it there.",
    ),
    Code(
        code="AP150",
        title="There is a show in this folder already",
        why="Its audiopub.toml would be overwritten.",
        cure="Edit that file, or name another folder: audiopub init FOLDER.",
    ),
    Code(
        code="AP151",
        title="Nothing is published yet",
        why="There is nothing to check.",
        cure="Run audiopub publish first, or name what shall be checked.",
    ),
    Code(
        code="AP152",
        title="A format needs a library that is not installed",
        why="Not everybody writes in it, so the library is an extra.",
        cure="Install the extra that the message names: pip install 'audiopub[html]'.",
    ),
    Code(
        code="AP153",
        title="A document is damaged, or not what its name says",
        why="No text was found in it.",
        cure="Open it with the program that wrote it, and save it anew or as plain text.",
    ),
    Code(
        code="AP154",
        title="A document unpacks to more than any text",
        why="A small file can be made to fill all memory; no transcript is so long.",
        cure="Export the text anew, as plain text if need be.",
    ),
    Code(
        code="AP155",
        title="A PDF without text",
        why="It holds pictures of pages, and pictures are not read.",
        cure="Have a program recognise the text (OCR), or write it into a .txt file.",
    ),
    Code(
        code="AP156",
        title="A PDF is locked with a password",
        why="Without the password its text cannot be read.",
        cure="Save it without a password, or copy its text into a .txt file.",
    ),
    Code(
        code="AP157",
        title="Subtitles whose times cannot be",
        why="Their times are taken as they are: captions, chapters and the page depend on them.",
        cure="Correct the line that is named, or save them as plain text without times.",
    ),
    Code(
        code="AP158",
        title="Subtitles go on when the recording has ended",
        why="They belong to another recording, or to one that was not cut.",
        cure="Put the subtitles of this recording in their place, or save them as plain text: then "
        "the recording is listened to.",
    ),
    Code(
        code="AP159",
        title="A text without paragraphs",
        why="Chapters begin at paragraphs only, and the page shows them.",
        cure="Put an empty line wherever the topic changes.",
    ),
    Code(
        code="AP160",
        title="A text in several languages",
        why="Captions, the page and the feed say one language, and sentences, stop words and the "
        "voice that reads along are of that one.",
        cure="Say which in the sidecar, or make an episode of each language.",
    ),
    Code(
        code="AP161",
        title="A script without spaces between words",
        why="Words are not told apart in it, so that there are no phrases to make titles of.",
        cure="Give chapters and keywords yourself: NAME.chapters.txt, and keywords in the sidecar.",
    ),
    Code(
        code="AP170",
        title="The template of the show notes cannot be used",
        why="notes.html.jinja in the show's folder makes the notes of all episodes.",
        cure="Mend what the message names, or remove the file: audiopub has a template of its own.",
    ),
    Code(
        code="AP171",
        title="The show notes are too long whatever is left out",
        why="Apple Podcasts shows 4,000 bytes; the template alone says more.",
        cure="Shorten what notes.html.jinja says by itself.",
    ),
    Code(
        code="AP201",
        title="The synthesizer does not run",
        why="eSpeak NG reads the text, so that its sentences can be found in the recording.",
        cure="Run the command again; if it fails again, install audiopub anew, and report it.",
    ),
    Code(
        code="AP202",
        title="The synthesizer does not speak the language",
        why="Sentences cannot be found in the recording without it; times are estimated instead.",
        cure="Give exact chapter times in NAME.chapters.txt where it matters.",
    ),
    Code(
        code="AP203",
        title="The recording does not speak the text",
        why="Captions, chapters and show notes would be those of another episode. A translation "
        "beside the original voice is refused, too: no sentence of it can be heard.",
        cure="Put the right recording in its place; or publish it all the same, with estimated "
        'times, by align = "estimate" in the sidecar.',
    ),
    Code(
        code="AP204",
        title="It is not sure that the recording speaks the text",
        why="It does so in parts only, or it is hard to understand, or very short.",
        cure="Listen to a chapter or two, and compare them with the text.",
    ),
    Code(
        code="AP205",
        title="Sentences that are not spoken",
        why="Captions leave them out, and the page sets them apart.",
        cure="Take them out of the text if they do not belong there.",
    ),
    Code(
        code="AP206",
        title="The text is too long for the recording",
        why="Times are estimated, and nobody speaks 40 characters a second: captions would pass "
        "before they can be read, or overlap.",
        cure="Put the right recording in its place, or take out of the text what is not spoken.",
    ),
    Code(
        code="AP220",
        title="A line of a chapter list cannot be read",
        why="Its chapter would be missing.",
        cure="Write each line as HH:MM:SS.mmm Title, with <https://link> behind it if you like.",
    ),
    Code(
        code="AP221",
        title="Chapters are out of order",
        why="Players list chapters as they come, and jump wrongly.",
        cure="Put them in the order of their times, each at a time of its own.",
    ),
    Code(
        code="AP222",
        title="A chapter list without chapters",
        why="Perhaps it was emptied by mistake.",
        cure="Write a line like 00:01:30.000 Title for each chapter, or remove the file.",
    ),
    Code(
        code="AP223",
        title="A chapter begins after the recording's end",
        why="No player can jump there.",
        cure="Give it the time in the recording at which it begins.",
    ),
    Code(
        code="AP224",
        title="A chapter begins with a paragraph that is not there",
        why="Nobody knows where it should begin.",
        cure="Give it the time in the recording at which it begins.",
    ),
    Code(
        code="AP260",
        title="No paragraph begins with the words of the chapter list",
        why="The text was changed there. Where the chapter begins now, only you know.",
        cure="Write the first words of the paragraph as they stand in the text now.",
    ),
    Code(
        code="AP261",
        title="Several paragraphs begin with the words of the chapter list",
        why="Nobody knows which of them is meant.",
        cure="Take more of the paragraph's words, or give the time in the recording.",
    ),
    Code(
        code="AP262",
        title="There is a chapter list already",
        why="A proposal would overwrite what you have edited.",
        cure="Edit the list, or move it away and ask again.",
    ),
    Code(
        code="AP263",
        title="A chapter of a sound file without a text needs a time",
        why="The first words of a paragraph say where it begins only where there is a text.",
        cure="Write the time at which it begins: 00:01:30.000 Title.",
    ),
    Code(
        code="AP264",
        title="The language model was of no help",
        why="It did not answer, or said what does not stand in the text. Chapters and summary are "
        "derived without it, so nothing is missing.",
        cure="See that the endpoint of [llm] runs; another model may keep to the form better.",
    ),
    Code(
        code="AP265",
        title="The extra for language models is not installed",
        why="audiopub.toml has [llm], and asking a model needs httpx.",
        cure="Install it: pip install 'audiopub[llm]'; or remove [llm] from audiopub.toml.",
    ),
    Code(
        code="AP301",
        title="A sound file cannot be read",
        why="The operating system does not hand it over.",
        cure="Check that the file is there and that you may read it.",
    ),
    Code(
        code="AP302",
        title="Not a sound file",
        why="It is empty, something else, or damaged from its very beginning.",
        cure="Play it; if that fails, export it again as WAV or FLAC.",
    ),
    Code(
        code="AP303",
        title="A playlist, not a recording",
        why="It names other files or addresses, which are never opened.",
        cure="Export the sound itself, as WAV or FLAC.",
    ),
    Code(
        code="AP304",
        title="No sound in the file",
        why="There is no audio stream in it, or none that can be decoded.",
        cure="Give the recording; bought files may be protected against copying.",
    ),
    Code(
        code="AP305",
        title="The recording is too short",
        why="It has no sound, or next to none.",
        cure="Check that the export was not stopped, and that it is the right file.",
    ),
    Code(
        code="AP306",
        title="The recording breaks off",
        why="It was cut short while it was written or copied, and its end is missing.",
        cure="Copy or export it again.",
    ),
    Code(
        code="AP307",
        title="The recording is silent",
        why="No gain makes something of nothing, and 60 dB more noise helps nobody.",
        cure="Check that it is the right file, and that the microphone was on.",
    ),
    Code(
        code="AP308",
        title="A clip is too long",
        why="Clips are held in memory, and a listener wants to hear the episode. A music bed is "
        "repeated as long as the episode lasts.",
        cure="Cut the clip, or check that it is the right file.",
    ),
    Code(
        code="AP309",
        title="MP3 has no such bit rate",
        why="No player would know it.",
        cure="Choose one that the message names.",
    ),
    Code(
        code="AP310",
        title="Peaks cannot be held at this bit rate",
        why="Coding raises them above the ceiling, and players would clip them.",
        cure="Choose a higher bit rate, or a lower ceiling.",
    ),
    Code(
        code="AP311",
        title="A music bed is too short",
        why="It would begin anew every other second, which is no music.",
        cure="Take a longer clip, half a minute or more.",
    ),
    Code(
        code="AP360",
        title="A recording that was clipped",
        why="Its peaks were cut off when it was recorded or exported, and crackle. No program can "
        "bring them back.",
        cure="Record it with less gain, or export it anew with headroom. If it cannot be had "
        "otherwise, it is published as it is.",
    ),
    Code(
        code="AP361",
        title="A sound file without sound",
        why="Nothing in it is loud enough to be heard.",
        cure="Check the microphone, and which track was exported.",
    ),
    Code(
        code="AP362",
        title="A faint recording",
        why="The gain that brings it to the target brings up its noise as well.",
        cure="Record it nearer to the microphone, or with more gain.",
    ),
    Code(
        code="AP363",
        title="A recording that is off centre",
        why="A constant offset (DC) takes away headroom, and clicks at cuts.",
        cure="Look at the microphone or the sound card; `[audio] high_pass = true` removes it.",
    ),
    Code(
        code="AP364",
        title="A sound file that is not whole",
        why="Its header promises more than there is, or it breaks off.",
        cure="Copy or export the sound again; the copy was probably cut short.",
    ),
    Code(
        code="AP370",
        title="So much silence that nothing was cut",
        why="Trimming and shortening pauses would have taken more than half of the recording. What "
        "seems to be silence is then often quiet speech beside something loud, and what is cut "
        "unasked is missed by nobody but the listeners.",
        cure="Listen to it; cut what is really silent by hand, and bring quiet voices up.",
    ),
    Code(
        code="AP401",
        title="Not a file whose tags can be handled",
        why="audiopub knows the tags of MP3, M4A, Opus, Vorbis and FLAC.",
        cure="Give a file of these; check that its name is right.",
    ),
    Code(
        code="AP402",
        title="Too many chapters for the format",
        why="ID3 and MP4 count chapters in one byte, Vorbis comments in three digits.",
        cure="Join chapters, or leave some out: 255 is the most in MP3 and M4A, 999 in the others.",
    ),
    Code(
        code="AP403",
        title="Impossible chapter times",
        why="Players would show nonsense.",
        cure="Give the chapters in order of time, each with its end after its start.",
    ),
    Code(
        code="AP404",
        title="Tags read back differently",
        why="The file would lie; nothing was replaced.",
        cure="Run the command again, and report it if it happens again.",
    ),
    Code(
        code="AP405",
        title="The tags are too large",
        why="ID3 holds 256 MB, a block of FLAC 16 MB.",
        cure="Use a smaller cover.",
    ),
    Code(
        code="AP406",
        title="A tag cannot be read",
        why="It is damaged, and players may show nothing of it.",
        cure="Remove it with a tag editor, or export the file again.",
    ),
    Code(
        code="AP407",
        title="No sound, or one that is copy-protected",
        why="There is nothing that could be put together again with other tags.",
        cure="Export it again, without protection.",
    ),
    Code(
        code="AP411",
        title="The cover is neither JPEG nor PNG",
        why="Directories take nothing else.",
        cure="Save it as a square JPEG or PNG in RGB, 1400 to 3000 pixels wide.",
    ),
    Code(
        code="AP412",
        title="The cover is damaged",
        why="It would be shown broken, or not at all.",
        cure="Copy or export it again.",
    ),
    Code(
        code="AP413",
        title="The cover has too many pixels",
        why="It would take hundreds of megabytes of memory; some such files are attacks.",
        cure="Save it smaller: 3000 x 3000 pixels are the most that is shown.",
    ),
    Code(
        code="AP414",
        title="The cover is not square",
        why="Apps crop it, or leave it out.",
        cure="Crop it to a square.",
    ),
    Code(
        code="AP415",
        title="The cover is too small",
        why="Apple refuses covers of less than 1400 x 1400 pixels.",
        cure="Export it again, 3000 x 3000 pixels, from its source; enlarging would blur it.",
    ),
    Code(
        code="AP416",
        title="The cover is not in RGB",
        why="Apps show CMYK and other colours wrongly.",
        cure="Convert it to 8-bit sRGB, and save it again.",
    ),
    Code(
        code="AP417",
        title="The cover is transparent",
        why="Nobody can know what should be seen through it; Apple refuses it.",
        cure="Put a ground behind it, and save it without an alpha channel.",
    ),
    Code(
        code="AP421",
        title="There is no title to draw",
        why="A drawn cover consists of the title.",
        cure="Give the show a title, or a cover of your own.",
    ),
    Code(
        code="AP422",
        title="The typeface lacks a letter",
        why="A drawn cover would show boxes in its place.",
        cure="Give a cover of your own: a square JPEG or PNG.",
    ),
    Code(
        code="AP423",
        title="The title is too long for a drawn cover",
        why="It could not be read.",
        cure="Shorten the title, or give a cover of your own.",
    ),
    Code(
        code="AP500",
        title="The show cannot be written into a feed",
        why="RSS requires a title, a link and a description, and one of them has nothing in it "
        "that XML can hold.",
        cure="Give [show] title, link and description in audiopub.toml.",
    ),
    Code(
        code="AP519",
        title="There is nothing to check",
        why="The path leads nowhere, may not be read, or is a folder without a feed or a file that "
        "can be checked.",
        cure="Check the path, and whether you may read it.",
    ),
    Code(
        code="AP544",
        title="Files of this kind cannot be checked",
        why="Nothing is known about them.",
        cure="Name a folder, a feed, or a sound, caption, chapters, picture or page file.",
    ),
    Code(
        code="AP601",
        title="A slug cannot be the name of a folder",
        why="The page would lie outside of the tree, or over other files.",
        cure="Give the episode another slug in audiopub.lock: letters, digits and hyphens.",
    ),
    Code(
        code="AP602",
        title="Two episodes share a slug",
        why="One page would replace the other.",
        cure="Give the one that is not yet published another slug.",
    ),
    Code(
        code="AP603",
        title="A text holds what is no character",
        why="It cannot be written into a page.",
        cure="Look for it in the episode's texts and in the names of its files, and remove it.",
    ),
    Code(
        code="AP604",
        title="A file of the theme replaces nothing",
        why="It would never be seen; perhaps its name has a slip.",
        cure="Name it as the file that it shall replace, or take it out of the theme's folder.",
    ),
    Code(
        code="AP605",
        title="A template of the theme fails",
        why="The page cannot be made, and what was live stays live.",
        cure="Correct the template at the line that is named, or take it out: then ours is used.",
    ),
    Code(
        code="AP606",
        title="The folder of the theme is not there",
        why="The pages would look other than you want, and nobody would say so.",
        cure="Make the folder, or correct [site] theme in audiopub.toml.",
    ),
    Code(
        code="AP607",
        title="A file of the theme is no text",
        why="Templates, style and scripts are text in UTF-8.",
        cure="Save it as UTF-8, or take it out of the theme's folder.",
    ),
    Code(
        code="AP670",
        title="The preview server is not installed",
        why="Who only publishes needs none.",
        cure="Install it: pip install 'audiopub[serve]'.",
    ),
    Code(
        code="AP671",
        title="The port cannot be listened on",
        why="Another program listens there, or ports of this number are not for everybody.",
        cure="Choose another one: audiopub serve --port 8001.",
    ),
    Code(
        code="AP672",
        title="There is nothing to show yet",
        why="The preview hands out the folder feeds/, which publishing makes.",
        cure="Publish something first: audiopub publish.",
    ),
    Code(
        code="AP701",
        title="No permission",
        why="A file or folder cannot be read or written. What was live stays live.",
        cure="Give yourself the right to do so (chmod, chown), or work in another folder.",
    ),
    Code(
        code="AP702",
        title="The disk is full",
        why="Nothing half written was left behind. What was live stays live.",
        cure="Free some space, and run the command again.",
    ),
    Code(
        code="AP703",
        title="The disk refuses",
        why="The operating system gave the reason that is named. What was live stays live.",
        cure="See that the disk and the folder are in order, and run the command again.",
    ),
    Code(
        code="AP704",
        title="The journal cannot be opened",
        why="It remembers what was made, so that it is not made again.",
        cure="Give yourself the right to write there. The folder .audiopub can also be deleted: it "
        "costs only the time to do the work again.",
    ),
    Code(
        code="AP705",
        title="The journal cannot be written",
        why="What was made would have to be made again.",
        cure="Free some space, see that you may write there, and run the command again.",
    ),
    Code(
        code="AP706",
        title="Another run is working on this show",
        why="Two at once would disturb each other.",
        cure="Wait until it has ended, or end it; --wait SECONDS waits longer.",
    ),
    Code(
        code="AP707",
        title="A file is in the way",
        why="The published tree is to become a folder of this name.",
        cure="Move the file away.",
    ),
    Code(
        code="AP708",
        title="A published episode would vanish",
        why="It failed, and its last state is not known here, since the cache was deleted. Going "
        "live would take it out of the feed.",
        cure="Mend what is reported about it. To withdraw it, remove its files.",
    ),
    Code(
        code="AP730",
        title="The address of a target cannot be used",
        why="It names no place that audiopub can deploy to.",
        cure="Correct url in [deploy.NAME]: a folder, or an address that begins with s3://, gs://,"
        " az://, sftp://, davs:// or rclone://.",
    ),
    Code(
        code="AP731",
        title="What a target needs is not installed",
        why="Each kind of host needs a library or a program, which not every show needs.",
        cure="Install what the hint names, and deploy again.",
    ),
    Code(
        code="AP732",
        title="The target holds somebody else's files",
        why="They would be mixed up with the publication, or replaced by it.",
        cure="Deploy to an empty place. If all of it is yours, take it over with --adopt: files of"
        " the same names are replaced, all others are left alone.",
    ),
    Code(
        code="AP733",
        title="A file cannot be deployed",
        why="Its name means different things on different hosts, or it is a link that leads "
        "nowhere, to a folder or out of the show.",
        cure="Rename the file in feeds/, or put the file itself in the place of the link.",
    ),
    Code(
        code="AP734",
        title="A file changed while it was sent",
        why="What arrived would be neither the old nor the new file. What was live stays live.",
        cure="Find out what writes to it, and deploy again.",
    ),
    Code(
        code="AP735",
        title="The host does not let us",
        why="The credentials are missing, wrong or lapsed, or may not write there.",
        cure="Check them; docs/deploy.md says where they are looked for. They are never read from "
        "audiopub.toml.",
    ),
    Code(
        code="AP736",
        title="The host's key is unknown or has changed",
        why="Somebody else may answer in its place. Nothing was sent.",
        cure="Ask whoever runs the host for its key's fingerprint. If it is the right one, write "
        "the key into ~/.ssh/known_hosts, with ssh-keyscan for instance.",
    ),
    Code(
        code="AP737",
        title="The bucket or the folder is not there",
        why="Nothing was sent; a mistyped address is more likely than a place that is to be made.",
        cure="Make it, or correct url in [deploy.NAME].",
    ),
    Code(
        code="AP738",
        title="A file of the target vanished",
        why="Something else deletes files there while we work.",
        cure="Find out what, and deploy again once it has ended.",
    ),
    Code(
        code="AP739",
        title="The host does not answer",
        why="It was tried several times. What was live stays live, and what arrived is not sent "
        "again.",
        cure="Check the network and the host, and deploy again.",
    ),
    Code(
        code="AP740",
        title="A file arrived damaged",
        why="It was sent several times, and what the host has is each time something else. It is "
        "not live.",
        cure="Check the network and the host, and deploy again.",
    ),
    Code(
        code="AP741",
        title="Another deployment is at work on this target",
        why="Two at once would mix two publications.",
        cure="Wait until it has ended; --wait SECONDS waits longer.",
    ),
    Code(
        code="AP742",
        title="Something else wrote to the target",
        why="Another deployment took over while this one was not heard of, or a program replaced "
        "the feed. What it wrote stays.",
        cure="Find out who else deploys there, and deploy again.",
    ),
    Code(
        code="AP743",
        title="There is no publication to bring back",
        why="The target keeps one publication before the live one, from the second deployment on,"
        " unless keep_days is 0.",
        cure="Bring back the sources of that publication, publish, and deploy.",
    ),
    Code(
        code="AP744",
        title="Listeners do not get what was deployed",
        why="The public address was fetched, and shows something else: a cache, another folder, "
        "or a server that refuses.",
        cure="Compare url and public in [deploy.NAME]. If a cache lies in between, wait, and "
        "deploy again.",
    ),
    Code(
        code="AP745",
        title="The clock of this machine is wrong",
        why="The host refuses requests that seem to be old or to come from the future.",
        cure="Set the clock, and deploy again.",
    ),
    Code(
        code="AP746",
        title="What the target says of itself cannot be understood",
        why="Its manifest is damaged, or a newer audiopub wrote it.",
        cure="Update audiopub. If it is damaged, delete the file that is named, and deploy with "
        "--adopt.",
    ),
    Code(
        code="AP747",
        title="There is no such target",
        why="audiopub.toml has no table of that name.",
        cure="Add [deploy.NAME] with its url, or correct the name.",
    ),
    Code(
        code="AP748",
        title="There is nothing to deploy",
        why="The folder feeds/ has no feed.",
        cure="Run audiopub publish first.",
    ),
    Code(
        code="AP749",
        title="The host has no room",
        why="The disk is full, or a quota is used up. What was live stays live, and what arrived "
        "is not sent again.",
        cure="Make room, or raise the quota, and deploy again.",
    ),
    Code(
        code="AP750",
        title="The host refuses",
        why="It gave the reason that is named. What was live stays live.",
        cure="See that the host is in order, and deploy again.",
    ),
    Code(
        code="AP751",
        title="A file of the previous publication is lost",
        why="It is not on the target any more, so that the publication cannot be brought back "
        "whole. Nothing was changed.",
        cure="Bring back the sources of that publication, publish, and deploy.",
    ),
    Code(
        code="AP752",
        title="This publication was rolled back",
        why="A scheduled deployment would bring back what you took back.",
        cure="Mend what was wrong and publish; or deploy it all the same with --again.",
    ),
    Code(
        code="AP760",
        title="Somebody could not be told of the new publication",
        why="The publication is live; they will find it later by themselves.",
        cure="Nothing: the next deployment tells them again. If it goes on, check [notify] in "
        "audiopub.toml.",
    ),
    Code(
        code="AP770",
        title="A newer audiopub wrote the journal",
        why="This one does not understand it, and leaves it alone.",
        cure="Upgrade audiopub. The folder .audiopub can also be deleted: it costs only the time "
        "to do the work again.",
    ),
    Code(
        code="AP771",
        title="The journal was damaged",
        why="A disk lost a part of it. It was made anew from what is there, and nothing is lost.",
        cure="Nothing has to be done, unless it happens again: then look after the disk.",
    ),
    Code(
        code="AP772",
        title="A source changed while it was read",
        why="What was made of it would be neither the old nor the new one, so it is not published.",
        cure="Wait until the file is complete, and run the command again.",
    ),
    Code(
        code="AP773",
        title="The work on an episode was ended from outside, twice",
        why="A process that works on an episode was killed two times, mostly because the memory "
        "did not suffice. The episode is set aside, so that the others go on.",
        cure="Free some memory, or work with --jobs 1. If it happens again, the recording may "
        "trouble a decoder: convert it to WAV or FLAC.",
    ),
    Code(
        code="AP774",
        title="The cluster cannot be used",
        why="Its scheduler does not answer, or a package is missing.",
        cure="Start a scheduler and workers, and name its address: --cluster tcp://HOST:8786. The "
        "packages come with: pip install 'audiopub[dask]'.",
    ),
    Code(
        code="AP860",
        title="The address is on a private network",
        why=(
            "A feed of a stranger could make your machine ask others in its own network; so "
            "only the public internet is asked."
        ),
        cure="Say --allow-private, if you trust the address.",
    ),
    Code(
        code="AP861",
        title="The address redirects without end",
        why="Apps give up after a few redirections.",
        cure="Let the address lead to the file without detours.",
    ),
    Code(
        code="AP862",
        title="The server does not answer",
        why="Nobody can fetch the file at the moment.",
        cure="Check the address, and try again later.",
    ),
    Code(
        code="AP863",
        title="The certificate is not valid",
        why="Apps refuse to fetch from a server whose certificate they cannot verify.",
        cure=(
            "Renew the certificate, and let the server send all certificates between it and a "
            "known one."
        ),
    ),
    Code(
        code="AP864",
        title="The file is too large, or never ends",
        why="What takes minutes or hundreds of megabytes is no feed that an app would read.",
        cure="Check whether the address leads to the right file; a long feed can be paged.",
    ),
    Code(
        code="AP865",
        title="The server refuses the file",
        why="Nobody can fetch the file from this address.",
        cure="Check the address, and whether the file is public.",
    ),
    Code(
        code="AP866",
        title="What was named is no address of the web",
        why="Only http and https can be fetched.",
        cure="Write a whole address that begins with https://.",
    ),
    Code(
        code="AP880",
        title="A published episode would get another guid",
        why="Apps know an episode by its guid. With another one it is a new episode: everybody "
        "gets it a second time, and what they have heard of it is forgotten.",
        cure="Restore audiopub.lock from your version control. If it shall be, publish with "
        "--accept AP880=REASON.",
    ),
    Code(
        code="AP881",
        title="A published episode would vanish",
        why="Who has not heard it yet loses it, and links to it lead nowhere.",
        cure="Bring its files back. To withdraw it, publish with --accept AP881=REASON; its entry "
        "in audiopub.lock stays, so that its guid is never given out again.",
    ),
    Code(
        code="AP882",
        title="The date of a published episode would move",
        why="Apps sort by it: an old episode comes up as new, or a new one is buried.",
        cure="Restore the date in audiopub.lock. If it shall be, publish with --accept "
        "AP882=REASON.",
    ),
    Code(
        code="AP883",
        title="A sound would change under its name",
        why="Apps and caches keep what they have fetched from an address; half of the listeners "
        "would hear the old sound, and chapters would not fit.",
        cure="Give the changed sound another name. If the feed said something wrong of it before, "
        "publish with --accept AP883=REASON.",
    ),
    Code(
        code="AP884",
        title="The feed would shrink",
        why="When much is gone at once, it is mostly an accident: a disk that is not mounted, a "
        "folder that was not checked out.",
        cure="See that all folders of sources are there. If it shall shrink, publish with --accept "
        "AP884=REASON.",
    ),
    Code(
        code="AP890",
        title="It is no feed",
        why="There is no channel in it; perhaps it is a page about the show, or an Atom feed.",
        cure="Give the address of the RSS feed itself; the page of the show mostly names it.",
    ),
    Code(
        code="AP891",
        title="There is a show in this folder already",
        why="An import would overwrite what is in it.",
        cure="Import into another folder: audiopub import FEED --into FOLDER.",
    ),
    Code(
        code="AP892",
        title="Something of a feed was not moved in",
        why="The feed does not say it, or says what cannot be; nothing is guessed silently.",
        cure="Look at the place that is named, and say there what shall be.",
    ),
    Code(
        code="AP893",
        title="A feed or a sound cannot be fetched",
        why="Without it the import would not be whole, so nothing was begun.",
        cure="See that the address is right and the network is there, and run the command again.",
    ),
    Code(
        code="AP894",
        title="A file of a feed is not what the feed says",
        why="It is gone, or of another length; the rest of the show moves in.",
        cure="Look at the file that is named, and put the right one there.",
    ),
    Code(
        code="AP895",
        title="An imported episode has no title",
        why="There is no transcript that could say it.",
        cure="Add a title to the sidecar of the episode.",
    ),
)
"""In order."""
