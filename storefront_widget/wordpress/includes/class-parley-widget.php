<?php
/**
 * The chat on the store's pages.
 *
 * @package Parley
 */

defined( 'ABSPATH' ) || exit;

/**
 * Puts Parley's loader on every front page.
 *
 * What it is told stands in data attributes of its tag, so that no script of ours has to run before it. The page may be
 * cached for everybody: whoever visits it is asked for later, at an address that nothing caches.
 */
class Parley_Widget {

	const HANDLE = 'parley-widget';

	/**
	 * Which Parley.
	 *
	 * @var Parley_Settings
	 */
	private $settings;

	/**
	 * Hold the settings.
	 *
	 * @param Parley_Settings $settings Which Parley.
	 */
	public function __construct( Parley_Settings $settings ) {
		$this->settings = $settings;
	}

	/**
	 * Hook in. Sign-in pages and feeds never fire this action.
	 *
	 * @return void
	 */
	public function hook_in() {
		add_action( 'wp_enqueue_scripts', array( $this, 'enqueue' ) );
		add_filter( 'script_loader_tag', array( $this, 'tell' ), 10, 2 );
	}

	/**
	 * Add the loader to the page, at its end and without holding it up.
	 *
	 * @return void
	 */
	public function enqueue() {
		if ( ! $this->is_wanted() ) {
			return;
		}
		$way = array(
			'in_footer' => true,
			'strategy'  => 'async',
		);
		// Parley itself says how long the loader may be kept; a version in its address would only lengthen that.
		wp_enqueue_script( self::HANDLE, $this->settings->address . '/widget.js', array(), null, $way ); // phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion
	}

	/**
	 * Write what the loader should know into its tag.
	 *
	 * @param string $tag    The tag.
	 * @param string $handle Which script.
	 * @return string
	 */
	public function tell( $tag, $handle ) {
		if ( self::HANDLE !== $handle ) {
			return $tag;
		}
		$html = new WP_HTML_Tag_Processor( $tag );
		while ( $html->next_tag( 'script' ) ) {
			if ( null === $html->get_attribute( 'src' ) ) {
				continue;
			}
			$html->set_attribute( 'async', true ); // WordPress knows of strategies from 6.3 on.
			foreach ( $this->data() as $name => $value ) {
				$html->set_attribute( 'data-' . $name, $value );
			}
		}
		return $html->get_updated_html();
	}

	/**
	 * Return what the loader should know.
	 *
	 * @return array<string, string>
	 */
	private function data(): array {
		$data = array( 'store' => $this->settings->store ) + Parley_Page::data();
		if ( class_exists( 'WC_AJAX' ) ) {
			$data['identity'] = WC_AJAX::get_endpoint( Parley_Identity::ACTION );
		}
		return $data;
	}

	/**
	 * Say whether the chat belongs on this page.
	 *
	 * @return bool
	 */
	private function is_wanted(): bool {
		$wanted = ! is_preview() && ! is_customize_preview() && ! is_embed();

		/**
		 * Filters whether the chat is put on the page that is being shown.
		 *
		 * @param bool $wanted False on previews.
		 */
		return (bool) apply_filters( 'parley_show_widget', $wanted );
	}
}
