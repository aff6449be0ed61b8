using RoadmapAgent.Authoring.Catalog.Graph;

namespace RoadmapAgent.Authoring.Catalog.Reading;

/// <summary>Divides the words of a goal into parts: at each word the longest phrase that means something.</summary>
internal sealed class GoalParts
{
    /// <summary>The maximum number of other words within the phrase of a goal.</summary>
    private const int Slack = 2;

    private readonly string _text;
    private readonly Lexicon _lexicon;
    private readonly IReadOnlyList<GoalWord> _words;
    private readonly TimeReader _times;
    private readonly List<GoalPart> _parts = [];

    private GoalParts(string text, Lexicon lexicon, DateOnly? today)
    {
        _text = text;
        _lexicon = lexicon;
        _words = GoalWords.Of(text, lexicon);
        _times = new TimeReader(text, _words, today);
        for (var i = 0; i < _words.Count; i += _parts[^1].Count)
        {
            _parts.Add(At(i));
        }
    }

    /// <summary>Returns the parts of a goal and its words.</summary>
    public static (IReadOnlyList<GoalPart> Parts, IReadOnlyList<GoalWord> Words) Of(string text, Lexicon lexicon, DateOnly? today)
    {
        var parts = new GoalParts(text, lexicon, today);
        return (parts._parts, parts._words);
    }

    private GoalPart At(int start)
    {
        var before = _words[start].Before;
        if (_times.HoursPerWeek(start) is > 0 and var rate)
        {
            return new GoalPart(start, rate, before, Time: new(Quote(start, rate), null), IsRate: true);
        }

        var (cue, cueWords) = _lexicon.Cues.At(_words, start);
        if (NoExperience(start, cue) is > 0 and var inexperience)
        {
            return new GoalPart(start, inexperience, before, Cue.Filler);
        }

        var (mention, mentionWords) = MentionAt(start);
        if (mention is not null && mentionWords >= cueWords)
        {
            var key = string.Join(' ', _words.Skip(start).Take(mentionWords).Select(word => word.Key));
            mention = mention with { Words = Quote(start, mentionWords), Key = key };
            return new GoalPart(start, mentionWords, before, Mention: mention);
        }

        var (time, timeWords) = _times.At(start);
        return time is not null && timeWords > cueWords ? new GoalPart(start, timeWords, before, Time: time)
            : cueWords > 0 ? new GoalPart(start, cueWords, before, cue)
            : new GoalPart(start, 1, before);
    }

    private (Mention? Mention, int Count) MentionAt(int start)
    {
        var (found, count) = _lexicon.Mentions.At(_words, start);
        var (goal, goalWords) = GoalAt(start);
        if (goal is not null && goalWords >= count)
        {
            return (new Mention("", "", Goal: goal), goalWords);
        }

        if (count > 0)
        {
            return (found, count);
        }

        var (name, nameWords) = _lexicon.Names.At(_words, start);
        return nameWords > 0 && IsName(start, nameWords) ? (name, nameWords) : (null, 0);
    }

    /// <summary>Finds the goal of the catalog with the longest phrase here; a few other words may stand between its words.</summary>
    private (Goal? Goal, int Count) GoalAt(int start)
    {
        var (best, most, span) = ((Goal?)null, 0, 0);
        foreach (var (goal, phrase) in _lexicon.Graph.GoalPhrases)
        {
            if (phrase.Count > most && Spans(phrase, start) is > 0 and var words)
            {
                (best, most, span) = (goal, phrase.Count, words);
            }
        }

        return (best, span);
    }

    /// <summary>Returns the number of words from here that a phrase covers; 0 if it does not begin here.</summary>
    private int Spans(IReadOnlyList<string> phrase, int start)
    {
        var matched = 0;
        for (var i = start; i < _words.Count && i - start - matched <= Slack; i++)
        {
            // A comma or slash may stand inside a phrase ("data structures & algorithms"), but not before other words.
            var isWhole = matched == i - start && _words[i].Before == Pause.Comma && _words[i].Key == phrase[matched];
            if (i > start && _words[i].Before != Pause.None && !isWhole)
            {
                return 0;
            }

            if (_words[i].Key == phrase[matched])
            {
                matched++;
                if (matched == phrase.Count)
                {
                    return i + 1 - start;
                }
            }
            else if (matched == 0 || Interrupts(i))
            {
                return 0;
            }
        }

        return 0;
    }

    /// <summary>Whether a word within a phrase changes its meaning.</summary>
    private bool Interrupts(int at) =>
        _lexicon.Mentions.At(_words, at).Count > 0
        || (_lexicon.Cues.At(_words, at).Value is { } cue && cue is not (Cue.Filler or Cue.Profession));

    /// <summary>Whether a name that is an ordinary word too is meant as one: by its capital letter, or because it stands alone.</summary>
    private bool IsName(int start, int count) =>
        (count == 1 && _words[start].IsCapital)
        || ((StandsAloneBefore(start) || IsMeans(start)) && StandsAloneAfter(start + count));

    /// <summary>Whether a word before says that a tool follows: "a web server in go".</summary>
    private bool IsMeans(int start) => start > 0 && _words[start - 1].Key is "in" or "with" or "using";

    private bool StandsAloneBefore(int start)
    {
        if (_words[start].Before != Pause.None)
        {
            return true;
        }

        // "I want to go": after "to" it is a verb, unless something was left for it.
        if (start > 0 && _words[start - 1].Key == "to" && !_parts.Exists(part => part.Cue is Cue.From or Cue.Switch))
        {
            return false;
        }

        for (var i = _parts.Count - 1; i >= 0; i--)
        {
            if (_parts[i].Cue is not Cue.Filler || _parts[i].Before != Pause.None)
            {
                return _parts[i].Cue is not null || _parts[i].Time is not null;
            }
        }

        return true;
    }

    private bool StandsAloneAfter(int end)
    {
        for (var i = end; i < _words.Count && _words[i].Before == Pause.None;)
        {
            if (_times.At(i).Count > 0 || _lexicon.Mentions.At(_words, i).Count > 0)
            {
                return true;
            }

            var (cue, count) = _lexicon.Cues.At(_words, i);
            if (cue != Cue.Filler)
            {
                return cue is not (null or Cue.To or Cue.Learn);
            }

            i += count;
        }

        return true;
    }

    /// <summary>Reads "no programming experience", which excludes nothing; returns its number of words, or 0.</summary>
    private int NoExperience(int start, Cue? cue)
    {
        const int Farthest = 5;
        if (cue != Cue.Exclude)
        {
            return 0;
        }

        for (var i = start + 1; i < Math.Min(_words.Count, start + Farthest) && _words[i].Before == Pause.None; i++)
        {
            if (_words[i].Key is "experience" or "knowledge" or "background" or "degree" or "idea" or "clue" or "skill")
            {
                return i + 1 - start;
            }
        }

        return 0;
    }

    private string Quote(int start, int count) => _text[_words[start].Start.._words[start + count - 1].End];
}
