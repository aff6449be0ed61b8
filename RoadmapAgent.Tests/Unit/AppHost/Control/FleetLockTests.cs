using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.AppHost.Control;

namespace RoadmapAgent.Tests.Unit.AppHost.Control;

public sealed class FleetLockTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("roadmap-agent-lock-");

    [Fact]
    public void One_fleet_at_a_time_has_a_data_directory()
    {
        var directory = Path.Combine(_directory.FullName, "new", "data");
        Assert.False(FleetLock.IsTaken(directory));
        using (FleetLock.Take(directory))
        {
            new ControlAddress(4711, "/nowhere").Write(directory);
            Assert.True(FleetLock.IsTaken(directory));
            Assert.StartsWith(
                $"The data directory '{directory}' is in use by another run of this application, process 4711: ",
                Assert.Throws<FleetException>(() => FleetLock.Take(directory)).Message,
                StringComparison.Ordinal);
        }

        Assert.False(FleetLock.IsTaken(directory));
        FleetLock.Take(directory).Dispose();
    }

    [Fact]
    public void A_data_directory_that_cannot_be_created_is_refused()
    {
        var file = Path.Combine(_directory.FullName, "file");
        File.WriteAllText(file, "");

        Assert.All([file, Path.Combine(file, "below"), Path.Combine(file, "far", "below")], path =>
        {
            Assert.Equal(
                $"Fleet:DataDirectory must be a directory, but '{file}' is a file (was '{path}').",
                Assert.Throws<FleetException>(() => FleetLock.Take(path)).Message);
            Assert.False(FleetLock.IsTaken(path));
        });
    }

    [Fact]
    public void A_data_directory_whose_path_is_too_long_is_refused_with_its_beginning()
    {
        string[] paths =
        [
            Path.Combine(_directory.FullName, new string('x', 300)),
            Path.Combine([_directory.FullName, .. Enumerable.Repeat(new string('x', 200), 30)]),
        ];
        Assert.All(paths, path =>
        {
            Assert.Equal(
                $"Fleet:DataDirectory must be a shorter path (was '{path[..80]}…').",
                Assert.Throws<FleetException>(() => FleetLock.Take(path)).Message);
            Assert.False(FleetLock.IsTaken(path));
        });
    }

    [Fact]
    public void A_data_directory_that_cannot_be_written_to_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has directories, /proc and /sys, that not even root can write to.");

        // Nobody, not even root, can create anything there.
        Assert.All(["/proc/roadmap-agent", "/sys/roadmap-agent"], path => Assert.Matches(
            $"^Fleet:DataDirectory must be (writable for the user who starts the fleet|a directory that can be created and written to) "
            + $"\\(was '{path}'\\)\\.$",
            Assert.Throws<FleetException>(() => FleetLock.Take(path)).Message));
    }

    [Fact]
    public void The_address_is_readable_by_its_user_only()
    {
        new ControlAddress(1, "/a").Write(_directory.FullName);
        new ControlAddress(2, "/b").Write(_directory.FullName);

        Assert.Equal(new(2, "/b"), ControlAddress.Read(_directory.FullName));
        var file = Assert.Single(_directory.GetFiles());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    public void An_address_that_cannot_be_read_is_none(string text)
    {
        File.WriteAllText(Path.Combine(_directory.FullName, "apphost.json"), text);

        Assert.Null(ControlAddress.Read(_directory.FullName));
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
