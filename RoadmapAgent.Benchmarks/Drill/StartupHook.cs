/// <summary>
/// Lets the drill's program be loaded into a service's process by its path; the loading is all it is for. The runtime wants this name and
/// no namespace: https://github.com/dotnet/runtime/blob/main/docs/design/features/host-startup-hook.md
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
    }
}
