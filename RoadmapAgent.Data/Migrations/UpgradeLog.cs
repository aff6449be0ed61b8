using System.Globalization;
using DbUp.Engine.Output;
using Microsoft.Extensions.Logging;

namespace RoadmapAgent.Data.Migrations;

/// <summary>Forwards DbUp's log. Errors are logged as debug lines, because the caller reports them once from DbUp's result.</summary>
internal sealed partial class UpgradeLog(ILogger logger) : IUpgradeLog
{
    public void LogTrace(string format, params object[] args) => Log(LogLevel.Trace, format, args);

    public void LogDebug(string format, params object[] args) => Log(LogLevel.Debug, format, args);

    public void LogInformation(string format, params object[] args) => Log(LogLevel.Debug, format, args);

    public void LogWarning(string format, params object[] args) => Log(LogLevel.Warning, format, args);

    public void LogError(string format, params object[] args) => Log(LogLevel.Debug, format, args);

    public void LogError(Exception ex, string format, params object[] args) => Log(LogLevel.Debug, format, args);

    private void Log(LogLevel level, string format, object[] args) =>
        LogMessage(level, args.Length == 0 ? format : string.Format(CultureInfo.InvariantCulture, format, args));

    [LoggerMessage("{Message}")]
    private partial void LogMessage(LogLevel level, string message);
}
