namespace RoadmapAgent.Tests.Unit.Authoring.Chat;

/// <summary>Valid answers by schema name.</summary>
internal static class ModelAnswers
{
    public const string Intent = """
        {"parsedGoal":"Play the hurdy-gurdy at weddings","keyTechnologies":["Hurdy-gurdy"],
         "skillGaps":["Tuning","Trompette technique"],"understood":true}
        """;

    /// <summary>Two stages and three concepts with the model's own ids, one prerequisite by id and one by name.</summary>
    public const string Plan = """
        {"title":"The wedding hurdy-gurdy","summary":"From the first turn of the wheel to a wedding.","stages":[
          {"title":"Sound","description":"You make it sing.","modules":[
            {"title":"Wheel and strings","description":"The basics.","concepts":[
              {"id":"tuning","name":"Tuning","description":"Cotton and rosin.","hours":2.2,"difficulty":"easy",
               "prerequisites":[],"keywords":["tuning"]},
              {"id":"wheel","name":"Turning the wheel","description":"An even tone.","hours":6,"difficulty":"medium",
               "prerequisites":["tuning"],"keywords":["wheel"," wheel "]}]}]},
          {"title":"Dance","description":"You make them dance.","modules":[
            {"title":"Rhythm","description":"The buzzing bridge.","concepts":[
              {"id":"dog","name":"Trompette","description":"Buzz in time.","hours":10,"difficulty":"hard",
               "prerequisites":["turning the wheel","dog"],"keywords":["trompette"]}]}]}]}
        """;

    public const string Score = """
        {"knowledgeCompleteness":80,"knowledgeProgression":90,"stageCoherence":70.5,"moduleClarity":100,"userAlignment":60,
         "warnings":["Short on repertoire."]}
        """;

    public const string EditPlan = """
        {"summary":"Less theory.","edits":[{"action":"remove","target":"Tuning","description":"The learner can tune."}]}
        """;

    public const string Tutorial = """
        {"title":"Tuning","summary":"Cotton, rosin, pegs.","markdown":"# Tuning\nTurn, listen, turn back.","estimatedMinutes":25}
        """;

    public const string Resources = """
        {"resources":[
          {"title":"Olympic Musical Instruments","url":"https://hurdygurdy.com/","type":"article",
           "description":"Maintenance in depth.","relevance":0.9,"language":"en"}]}
        """;

    public const string Quiz = """
        {"questions":[
          {"type":"multiple_choice","question":"What touches the strings?","options":["The wheel","The cotton","A bow"],
           "correct":[1,0,1],"explanation":"Cotton sits between.","difficulty":"easy"},
          {"type":"true_false","question":"It has a bow.","options":["True","False"],
           "correct":[1],"explanation":"A wheel.","difficulty":"easy"}]}
        """;

    public static string For(string task) => task switch
    {
        "intent" => Intent,
        "curriculum" or "edited_curriculum" => Plan,
        "score" => Score,
        "edit_plan" => EditPlan,
        "tutorial" => Tutorial,
        "resources" => Resources,
        "quiz" => Quiz,
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, "No such task."),
    };
}
