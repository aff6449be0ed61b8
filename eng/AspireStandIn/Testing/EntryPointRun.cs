using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>An AppHost's entry point on a thread of its own, held where it builds until the test says so, and observed until it ends.</summary>
internal sealed class EntryPointRun : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IAsyncDisposable
{
    // The listener is told of every AppHost in this process; only what happens in the flow of our own thread is ours.
    private static readonly AsyncLocal<EntryPointRun?> Current = new();

    private readonly Action<DistributedApplicationOptions, HostApplicationBuilderSettings> _constructing;
    private readonly TaskCompletionSource<DistributedApplicationBuilder> _builder = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _application = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _build = new(0);
    private readonly IDisposable _subscription;
    private readonly List<IDisposable> _listeners = [];
    private int _disposed;

    public EntryPointRun(Assembly assembly, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> constructing)
    {
        _constructing = constructing;
        var entryPoint = assembly.EntryPoint ?? throw new InvalidOperationException($"Assembly '{assembly.GetName().Name}' does not have an entry point.");
        _subscription = DiagnosticListener.AllListeners.Subscribe(this);
        new Thread(() => Run(entryPoint, args)) { IsBackground = true, Name = $"{assembly.GetName().Name}.EntryPoint" }.Start();
    }

    public Task<DistributedApplicationBuilder> BuilderAsync(CancellationToken cancellationToken) => _builder.Task.WaitAsync(cancellationToken);

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _build.Release();
        return _application.Task.WaitAsync(cancellationToken);
    }

    public Task StartedAsync(CancellationToken cancellationToken) => _started.Task.WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1) return;
        _build.Release();
        try
        {
            if (await Task.WhenAny(_application.Task, _exited.Task) == _application.Task && _application.Task.IsCompletedSuccessfully)
            {
                var application = await _application.Task;
                application.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
            }
            await _exited.Task;
        }
        catch (ObjectDisposedException)
        {
            // The entry point has ended and disposed of the application itself.
            await _exited.Task;
        }
        finally
        {
            _subscription.Dispose();
            foreach (var listener in _listeners) listener.Dispose();
        }
    }

    private void Run(MethodInfo entryPoint, string[] args)
    {
        Current.Value = this;
        try
        {
            entryPoint.Invoke(null, entryPoint.GetParameters().Length == 0 ? [] : [args]);
            Fail(new InvalidOperationException($"The entry point exited without building a {nameof(DistributedApplication)}."));
        }
        catch (TargetInvocationException exception)
        {
            Fail(exception.InnerException ?? exception);
        }
        finally
        {
            _exited.TrySetResult();
        }
    }

    private void Fail(Exception exception)
    {
        if (_builder.TrySetException(exception)) _ = _builder.Task.Exception;
        if (_application.TrySetException(exception)) _ = _application.Task.Exception;
        if (_started.TrySetException(exception)) _ = _started.Task.Exception;
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (Current.Value == this && value.Name == "Aspire.Hosting") _listeners.Add(value.Subscribe(this));
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (Current.Value != this) return;
        switch (value)
        {
            case { Key: "DistributedApplicationBuilderConstructing", Value: ValueTuple<DistributedApplicationOptions, HostApplicationBuilderSettings> about }:
                _constructing(about.Item1, about.Item2);
                break;
            case { Key: "DistributedApplicationBuilding", Value: DistributedApplicationBuilder builder }:
                _builder.TrySetResult(builder);
                _build.Wait();
                if (_disposed == 1) throw new OperationCanceledException("The test did not want the application built.");
                break;
            case { Key: "DistributedApplicationBuilt", Value: DistributedApplication application }:
                // Registered here, on the entry point's own thread, so that the start cannot be missed.
                application.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(() => _started.TrySetResult());
                _application.TrySetResult(application);
                break;
        }
    }

    void IObserver<DiagnosticListener>.OnCompleted() { }

    void IObserver<DiagnosticListener>.OnError(Exception error) { }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted() { }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error) { }
}
