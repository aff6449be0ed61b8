using System.Runtime.CompilerServices;
using RoadmapAgent.Connections.Settings;

namespace RoadmapAgent.Tests;

/// <summary>Lets the tests reach their servers on this machine if a proxy is in the environment.</summary>
internal static class TestProxy
{
    [ModuleInitializer]
    internal static void BypassLoopback() => ProxySettings.BypassLoopback();
}
