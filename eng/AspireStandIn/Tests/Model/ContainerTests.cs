using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace AspireStandIn.Tests.Model;

public sealed class ContainerTests
{
    private readonly IDistributedApplicationBuilder _builder = Resolved.Builder();

    [Theory]
    [InlineData("postgres", null, "postgres", "latest", null)]
    [InlineData("ghcr.io/cloudnative-pg/pgbouncer", "1.25", "ghcr.io/cloudnative-pg/pgbouncer", "1.25", null)]
    [InlineData("localhost:5000/a/b:2", null, "localhost:5000/a/b", "2", null)]
    [InlineData("a/b@sha256:abc", null, "a/b", null, "abc")]
    public void An_image_is_read_from_its_reference(string reference, string? tag, string image, string? expectedTag, string? digest)
    {
        var annotation = Assert.Single(_builder.AddContainer("c", "x").WithImage(reference, tag).Resource.Annotations.OfType<ContainerImageAnnotation>());
        Assert.Equal((image, expectedTag, digest), (annotation.Image, annotation.Tag, annotation.SHA256));
    }

    [Fact]
    public void A_tag_may_not_be_given_twice()
    {
        var container = _builder.AddContainer("c", "x");
        Assert.Throws<InvalidOperationException>(() => container.WithImage("a:1", "2"));
        Assert.Throws<ArgumentOutOfRangeException>(() => container.WithImage("a@sha256:abc", "2"));
    }

    [Fact]
    public void Tag_and_digest_replace_each_other()
    {
        var container = _builder.AddContainer("c", "a", "1").WithImageRegistry("ghcr.io");
        Assert.True(container.Resource.TryGetContainerImageName(out var byTag));
        Assert.True(container.WithImageSHA256("abc").Resource.TryGetContainerImageName(out var byDigest));
        Assert.Equal(("ghcr.io/a:1", "ghcr.io/a@sha256:abc"), (byTag, byDigest));
        Assert.True(container.Resource.IsContainer());
    }

    [Fact]
    public void Mounts_say_what_they_are()
    {
        var container = _builder.AddContainer("c", "a").WithVolume("data", "/data").WithVolume("/scratch").WithBindMount("here", "/there", isReadOnly: true);

        Assert.True(container.Resource.TryGetContainerMounts(out var mounts));
        Assert.Equal(
            [("data", "/data", ContainerMountType.Volume, false), (null, "/scratch", ContainerMountType.Volume, false), (Path.Combine(_builder.AppHostDirectory, "here"), "/there", ContainerMountType.BindMount, true)],
            mounts.Select(mount => (mount.Source, mount.Target, mount.Type, mount.IsReadOnly)));
        Assert.Throws<ArgumentException>(() => container.WithVolume(null, "/x", isReadOnly: true));
    }

    [Fact]
    public async Task Files_are_made_by_a_callback_that_sees_the_resource()
    {
        var container = _builder.AddContainer("c", "a").WithContainerFiles(
            "/etc/pgbouncer",
            (context, _) => Task.FromResult<IEnumerable<ContainerFileSystemItem>>([new ContainerFile { Name = "pgbouncer.ini", Contents = context.Model.Name, Mode = UnixFileMode.UserRead }]),
            defaultOwner: 998,
            defaultGroup: 996);
        using var application = _builder.Build();

        var files = Assert.Single(container.Resource.Annotations.OfType<ContainerFileSystemCallbackAnnotation>());
        var made = await files.Callback(new ContainerFileSystemCallbackContext { Services = application.Services, Model = container.Resource }, TestContext.Current.CancellationToken);

        Assert.Equal(("/etc/pgbouncer", 998, 996), (files.DestinationPath, files.DefaultOwner, files.DefaultGroup));
        Assert.Equal("c", Assert.IsType<ContainerFile>(Assert.Single(made)).Contents);
        Assert.Throws<ArgumentException>(() => new ContainerFile { Name = "a/b" });
    }

    [Fact]
    public async Task A_folder_is_copied_when_run_and_mounted_when_published()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "sub", "empty"));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "a.sql"), "", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "sub", "b.sql"), "", TestContext.Current.CancellationToken);

            var run = Assert.Single(_builder.AddContainer("c", "a").WithContainerFiles("/x", folder.FullName).Resource.Annotations.OfType<ContainerFileSystemCallbackAnnotation>());
            using var services = new ServiceCollection().BuildServiceProvider();
            var items = (await run.Callback(new() { Services = services, Model = _builder.Resources[0] }, TestContext.Current.CancellationToken)).ToArray();
            Assert.Equal(["a.sql", "sub"], items.Select(item => item.Name));
            Assert.Equal("b.sql", Assert.Single(Assert.IsType<ContainerDirectory>(items[1]).Entries).Name);

            var published = Assert.Single(Resolved.PublishBuilder().AddContainer("c", "a").WithContainerFiles("/x", folder.FullName).Resource.Annotations.OfType<ContainerMountAnnotation>());
            Assert.Equal((folder.FullName, "/x", true), (published.Source, published.Target, published.IsReadOnly));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Lifetime_name_and_entrypoint_replace_what_was_said_before()
    {
        var container = _builder.AddContainer("c", "a").WithLifetime(ContainerLifetime.Session).WithLifetime(ContainerLifetime.Persistent).WithContainerName("one").WithContainerName("two").WithEntrypoint("/bin/x");

        Assert.Equal(ContainerLifetime.Persistent, Assert.Single(container.Resource.Annotations.OfType<ContainerLifetimeAnnotation>()).Lifetime);
        Assert.Equal("two", Assert.Single(container.Resource.Annotations.OfType<ContainerNameAnnotation>()).Name);
        Assert.Equal("/bin/x", container.Resource.Entrypoint);
    }

    [Fact]
    public void A_volumes_name_is_stable_and_tells_copies_apart()
    {
        var name = VolumeNameGenerator.Generate(_builder.AddContainer("c", "a"), "data");

        Assert.Matches("^[a-z0-9_.-]+-[0-9a-f]{10}-c-data$", name);
        Assert.Equal(name, VolumeNameGenerator.Generate(Resolved.Builder().AddContainer("c", "a"), "data"));
        Assert.Throws<ArgumentException>(() => VolumeNameGenerator.Generate(_builder.AddContainer("d", "a"), "da ta"));
    }
}
