namespace RoadmapAgent.Authoring.Catalog.Reading;

/// <summary>What a word of a goal does, other than to name something.</summary>
internal enum Cue
{
    /// <summary>Says nothing about the plan.</summary>
    Filler,

    /// <summary>What follows is to be learned.</summary>
    Learn,

    /// <summary>The verb that follows says nothing: "how to".</summary>
    HowTo,

    /// <summary>What follows is known: "I know".</summary>
    From,

    /// <summary>What follows is what the learner has worked with so far: "switch from".</summary>
    Switch,

    /// <summary>What follows says who the learner is: "I am a".</summary>
    Role,

    /// <summary>After <see cref="From"/> or <see cref="Switch"/>, what follows is to be learned.</summary>
    To,

    /// <summary>What follows is not wanted.</summary>
    Exclude,

    /// <summary>What follows is what the skill is for.</summary>
    Purpose,

    /// <summary>Joins what stands before with what follows.</summary>
    And,

    /// <summary>Like <see cref="And"/>; it also continues what is not wanted.</summary>
    Or,

    /// <summary>Turns from what is known or not wanted to what is to be learned.</summary>
    But,

    /// <summary>Ends what is not wanted.</summary>
    Please,

    /// <summary>What follows says nothing about the plan: "I do not know".</summary>
    Ignore,

    /// <summary>A profession: "developer".</summary>
    Profession,

    /// <summary>Experience: "expert", "background".</summary>
    Experience,
}
