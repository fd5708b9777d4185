import { Button } from '@mantine/core';
import i18next from 'i18next';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { EmptyState } from './empty-state.tsx';

/** Keeps a fault of one screen from taking the others with it, and says that nothing is lost. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <EmptyState title={i18next.t('broken.title')} body={i18next.t('broken.body')}>
        <Button onClick={() => this.setState({ broken: false })}>{i18next.t('broken.again')}</Button>
      </EmptyState>
    );
  }
}
