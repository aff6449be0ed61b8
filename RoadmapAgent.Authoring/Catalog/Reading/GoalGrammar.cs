using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Reading;

/// <summary>
/// Reads a goal from left to right: cues change the mood, which holds for what follows until the sentence or the list ends or another cue
/// changes it.
/// </summary>
internal sealed class GoalGrammar
{
    private readonly string _text;
    private readonly IReadOnlyList<GoalPart> _parts;
    private readonly IReadOnlyList<GoalWord> _words;
    private readonly List<Said> _mentions = [];

    /// <summary>Mentions of a profession or experience, which are known if something else is wanted.</summary>
    private readonly List<int> _perhapsKnown = [];

    private readonly List<string> _knownWords = [];
    private readonly List<string> _notUnderstood = [];
    private Mood _mood = Mood.Wanted;
    private Mood _outside = Mood.Wanted;
    private bool _isAside;
    private bool _isLearnNext;
    private bool _isWork;

    /// <summary>Whether the cue of the mood has nothing yet that it applies to: "do not want to | learn Python".</summary>
    private bool _isOpen;

    private TimeLimit? _time;
    private string? _rate;

    private GoalGrammar(string text, Lexicon lexicon, DateOnly? today)
    {
        _text = text;
        (_parts, _words) = GoalParts.Of(text, lexicon, today);
    }

    /// <summary>Reads a goal. Pure.</summary>
    /// <param name="text">The goal.</param>
    /// <param name="lexicon">The words that goals are made of.</param>
    /// <param name="today">The day of the request, which dates are relative to; null if it is not known.</param>
    public static GoalMeaning Read(string text, Lexicon lexicon, DateOnly? today) => new GoalGrammar(text, lexicon, today).Read();

    private GoalMeaning Read()
    {
        for (var i = 0; i < _parts.Count;)
        {
            Pass(_parts[i].Before, i);
            i += Take(i);
        }

        foreach (var index in _perhapsKnown.Where(_ => OthersAreWanted()))
        {
            _mentions[index] = _mentions[index] with { Mood = Mood.Known, IsWork = true };
        }

        return new GoalMeaning(_mentions, _time, _rate, _knownWords, _notUnderstood);
    }

    /// <summary>Ends or keeps the mood at a pause.</summary>
    private void Pass(Pause pause, int next)
    {
        switch (pause)
        {
            case Pause.Sentence:
                (_mood, _isAside) = (Mood.Wanted, false);
                break;
            case Pause.Open:
                (_outside, _mood, _isAside) = (_mood, Mood.Wanted, true);
                break;
            case Pause.Close when _isAside:
                (_mood, _isAside) = (_outside, false);
                break;
            case Pause.Comma when _mood is not Mood.Wanted && !ListGoesOn(next):
                _mood = Mood.Wanted;
                break;
        }
    }

    /// <summary>Whether what follows a comma belongs to the list before it: "no Python, Java or PHP", "I know SQL, Git and Bash".</summary>
    private bool ListGoesOn(int next)
    {
        var isJoined = false;
        for (var i = next; i < _parts.Count && _parts[i].Before is Pause.None or Pause.Comma; i++)
        {
            if (_parts[i].Cue is Cue.Or || (_parts[i].Cue is Cue.And && _mood != Mood.Excluded))
            {
                isJoined = true;
            }
            else if (_parts[i].Mention is null && _parts[i].Cue is not Cue.Filler)
            {
                break;
            }
        }

        // "I know Java, Python, and want to learn Go": what is wanted comes later.
        return isJoined || (_mood is Mood.Known or Mood.Role && IsWantedAfter(next));
    }

    private bool IsWantedAfter(int next)
    {
        var cue = _parts.ToList().FindIndex(next, part => part.Cue is Cue.Learn or Cue.To or Cue.But);
        return cue >= next && _parts.Skip(cue).Any(part => part.Mention is not null);
    }

    /// <summary>Whether the learner turns from what was named to something else: "a Java developer who wants to", "moving to".</summary>
    private bool TurnsAfter(int next)
    {
        var turn = _parts.ToList().FindIndex(next, part => part.Cue is Cue.Learn && Turns(_words[part.First].Key));
        return turn >= 0 && _parts.Skip(turn).Any(part => part.Mention is not null);

        static bool Turns(string word) => word is "want" or "need" or "would" || word.EndsWith("ing", StringComparison.Ordinal);
    }

    /// <summary>Takes the part at an index, with those that belong to it; returns their number.</summary>
    private int Take(int at)
    {
        var part = _parts[at];
        var count = 1;
        if (part.Time is { } time)
        {
            TakeTime(part, time);
        }
        else if (part.Mention is { } mention)
        {
            TakeMention(at, mention);
        }
        else if (part.Cue is { } cue)
        {
            TakeCue(cue, part);
        }
        else
        {
            count = TakeUnknown(at);
        }

        _isOpen = part.Cue is Cue.Exclude or Cue.From or Cue.Switch or Cue.Role || (_isOpen && part is { Mention: null, Cue: not null });
        _isLearnNext = part.Cue is Cue.Learn || (_isLearnNext && part.Cue is Cue.Filler);
        return count;
    }

    private void TakeTime(GoalPart part, TimeLimit time)
    {
        if (part.IsRate)
        {
            _rate ??= time.Words;
        }
        else if (_mood is not (Mood.Known or Mood.Role) || !time.Words.StartsWith("for", StringComparison.OrdinalIgnoreCase))
        {
            _time ??= time;
        }
    }

    private void TakeCue(Cue cue, GoalPart part)
    {
        _isWork = cue is Cue.Switch || (_isWork && cue is not (Cue.From or Cue.Role));
        _mood = cue switch
        {
            Cue.Learn when IsAfterHowTo(part) || KeepsMood(part) => _mood,
            Cue.Learn or Cue.But => Mood.Wanted,
            Cue.To when _mood is Mood.Known && !_isOpen => Mood.Wanted,
            Cue.From or Cue.Switch => Mood.Known,
            Cue.Role => Mood.Role,
            Cue.Exclude => Mood.Excluded,
            Cue.Purpose => Mood.Purpose,
            Cue.Ignore => Mood.Ignored,
            Cue.Please when _mood is Mood.Excluded => Mood.Wanted,
            Cue.And when _mood is Mood.Excluded && part.Before is Pause.Comma => Mood.Wanted,
            _ => _mood,
        };
    }

    /// <summary>Whether a verb belongs to the cue before it: "I do not want to learn", "coming from building".</summary>
    private bool KeepsMood(GoalPart part) => _isOpen
        && (_mood is Mood.Excluded || (_mood is Mood.Known && _words[part.First].Key.EndsWith("ing", StringComparison.Ordinal)));

    private bool IsAfterHowTo(GoalPart part) => _parts.Any(other => other.Cue is Cue.HowTo && other.First + other.Count == part.First);

    private void TakeMention(int at, Mention mention)
    {
        var next = at + 1 < _parts.Count && _parts[at + 1].Before is Pause.None ? _parts[at + 1].Cue : null;
        var mood = _mood switch
        {
            Mood.Role => Mood.Known,
            // "Rust for C++ developers": the purpose is an audience, which knows what it is named after.
            Mood.Purpose when next is Cue.Profession or Cue.Experience => Mood.Known,
            // "PHP to Django".
            Mood.Wanted when next is Cue.To && !_isLearnNext && at + 2 < _parts.Count && _parts[at + 2].Mention is not null => Mood.Known,
            _ => _mood,
        };
        var isWork = next is Cue.Experience || ((next is Cue.Profession || mention.Goal is not null) && TurnsAfter(at + 1));
        if (mood == Mood.Wanted && isWork && !_isLearnNext)
        {
            _perhapsKnown.Add(_mentions.Count);
        }

        _mentions.Add(new Said(mention, mood, mood is Mood.Known && (_isWork || next is Cue.Profession or Cue.Experience)));
    }

    /// <summary>Whether something is wanted besides what the learner may come from.</summary>
    private bool OthersAreWanted() =>
        _mentions.Where((one, index) => one.Mood is Mood.Wanted && !_perhapsKnown.Contains(index)).Any();

    private int TakeUnknown(int at)
    {
        var last = at;
        for (var i = at + 1; i < _parts.Count && _parts[i].Before is Pause.None; i++)
        {
            if (_parts[i] is { Mention: null, Time: null } && _parts[i].Cue is null)
            {
                last = i;
            }
            else if (_parts[i].Cue is not (Cue.Filler or Cue.Profession))
            {
                break;
            }
        }

        var (first, final) = (_words[_parts[at].First], _words[_parts[last].First]);
        var words = _text[first.Start..final.End];
        if (_mood is Mood.Known or Mood.Role)
        {
            _knownWords.Add(words);
        }
        else if (_mood != Mood.Ignored)
        {
            _notUnderstood.Add(words);
        }

        return last - at + 1;
    }
}
