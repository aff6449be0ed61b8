using System.Diagnostics;

namespace RoadmapAgent.Tests.Unit.Authoring.Catalog.Lessons;

/// <summary>Runs a piece of a lesson's code in a folder of its own.</summary>
internal static class LessonProgram
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>The languages, each with the file its code is written to and the shell command that runs the file.</summary>
    private static readonly Dictionary<string, (string Program, string File, string Command)> Languages = new(StringComparer.Ordinal)
    {
        // Its own file would be among those that it lists.
        ["bash"] = ("bash", "main.sh", "exec 3< main.sh && rm main.sh && bash -s <&3 3<&-"),
        ["python"] = ("python3", "main.py", "python3 - < main.py"),
        ["javascript"] = ("node", "main.js", "node - < main.js"),
        ["c"] = ("gcc", "main.c", "gcc main.c -o main -lm && ./main"),
        ["cpp"] = ("g++", "main.cpp", "g++ -std=c++20 main.cpp -o main && ./main"),
        ["java"] = ("java", "Main.java", "java Main.java"),
        ["go"] = ("go", "main.go", "go run main.go"),
        ["rust"] = ("rustc", "main.rs", "rustc --edition 2021 main.rs -o main && ./main"),
        ["csharp"] = ("dotnet", "main.cs", "dotnet run main.cs"),
        ["r"] = ("Rscript", "main.R", "Rscript main.R"),
    };

    /// <summary>Returns the program that this machine lacks to run a language; null if it has it.</summary>
    public static string? Missing(string language)
    {
        var program = Languages[language].Program;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Any(folder => File.Exists(Path.Combine(folder, program))) ? null : program;
    }

    /// <summary>Returns whether the language can be run, given its program.</summary>
    public static bool Knows(string language) => Languages.ContainsKey(language);

    /// <summary>Runs the code.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string language, string code)
    {
        var (_, file, command) = Languages[language];
        var folder = Directory.CreateTempSubdirectory("roadmap-lesson-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, file), code + "\n");
            using var process = Process.Start(new ProcessStartInfo("bash", ["-c", command])
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.StandardInput.Close();
            using var patience = new CancellationTokenSource(Longest);
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            try
            {
                await process.WaitForExitAsync(patience.Token);
                return (process.ExitCode, await output, await error);
            }
            finally
            {
                process.Kill(entireProcessTree: true);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
